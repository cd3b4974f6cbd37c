using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Mail.Mime.Imap;

namespace Mail.Mime.Summary;

/// <summary>Builds the encoded summary: segments are rendered in the order of their worth, so that a long list starves nothing before it.</summary>
internal ref struct SummaryBuilder
{
    private const int MaxData = MessageSummary.MaxSize - SummaryLayout.DataOffset;
    private readonly Span<byte> _buffer;
    private readonly Span<byte> _scratch;
    private readonly Span<ByteRange> _segments;
    private int _used;
    private bool _truncated;

    private SummaryBuilder(Span<byte> buffer, Span<byte> scratch, Span<ByteRange> segments)
    {
        _buffer = buffer;
        _scratch = scratch;
        _segments = segments;
    }

    public static byte[] Build(ReadOnlySpan<byte> header, bool hasAttachments)
    {
        EnvelopeHeader fields = EnvelopeHeader.Scan(header);
        byte[] scratch = ArrayPool<byte>.Shared.Rent(Math.Max(16, fields.LongestValue));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(MaxData + 64);
        Span<ByteRange> segments = stackalloc ByteRange[SummaryLayout.Segments];
        try
        {
            var builder = new SummaryBuilder(buffer, scratch, segments);
            builder.Render(fields);
            return builder.Encode(fields, hasAttachments);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Bounds in octets; together they leave room for some recipients whatever the rest is like.
    private void Render(in EnvelopeHeader fields)
    {
        Text(fields, EnvelopeField.Date, 80);
        Text(fields, EnvelopeField.MessageId, 400);
        Addresses(fields, EnvelopeField.From, 600);
        Text(fields, EnvelopeField.Subject, 1000);
        Text(fields, EnvelopeField.InReplyTo, 400);
        MediaType(fields.ContentTypeValue);
        AddressesUnlessFrom(fields, EnvelopeField.Sender, 300);
        AddressesUnlessFrom(fields, EnvelopeField.ReplyTo, 300);
        References(fields.ReferencesValue, 700);
        Addresses(fields, EnvelopeField.To, Share(8));
        Addresses(fields, EnvelopeField.Cc, Share(4));
        Addresses(fields, EnvelopeField.Bcc, MaxData - _used);
    }

    private readonly int Share(int reserve) => ((MaxData - _used) * 3 / 4) - reserve;

    private readonly byte[] Encode(in EnvelopeHeader fields, bool hasAttachments)
    {
        var encoded = new byte[SummaryLayout.DataOffset + _used];
        bool hasDate = MailDate.TryParse(fields[EnvelopeField.Date], out DateTimeOffset date);
        encoded[0] = SummaryLayout.Version;
        encoded[SummaryLayout.FlagsOffset] = (byte)((hasAttachments ? SummaryLayout.HasAttachments : 0)
            | (hasDate ? SummaryLayout.HasDate : 0) | (_truncated ? SummaryLayout.IsTruncated : 0));
        BinaryPrimitives.WriteInt64LittleEndian(encoded.AsSpan(SummaryLayout.DateOffset), hasDate ? date.ToUnixTimeSeconds() : 0);
        Span<byte> data = encoded.AsSpan(SummaryLayout.DataOffset);
        int end = 0;
        for (int i = 0; i < SummaryLayout.Segments; i++)
        {
            _segments[i].Of(_buffer).CopyTo(data[end..]);
            end += _segments[i].Length;
            BinaryPrimitives.WriteUInt16LittleEndian(encoded.AsSpan(SummaryLayout.EndsOffset + (2 * i)), (ushort)end);
        }

        return encoded;
    }

    private void Text(in EnvelopeHeader fields, EnvelopeField field, int bound)
    {
        int start = _used;
        if (fields.Has(field))
        {
            ReadOnlySpan<byte> value = HeaderTruncation.Cut(fields[field], bound - 17);
            _truncated |= value.Length < fields[field].Length;
            _used += ImapString.Write(value, _buffer[_used..]);
            Close(field, start);
        }
        else
        {
            Nil(field);
        }
    }

    private void AddressesUnlessFrom(in EnvelopeHeader fields, EnvelopeField field, int bound)
    {
        int start = _used;
        Addresses(fields, field, bound);
        ReadOnlySpan<byte> text = _buffer[start.._used];
        if (text.SequenceEqual("NIL "u8) || text.SequenceEqual(_segments[(int)EnvelopeField.From].Of(_buffer)))
        {
            _used = start;
            _segments[(int)field] = new ByteRange(start, 0);
        }
    }

    private void Addresses(in EnvelopeHeader fields, EnvelopeField field, int bound)
    {
        // Room for what closes a cut list: a group's end, a parenthesis, a space.
        int start = _used;
        int limit = start + bound - AddressText.GroupEnd.Length - 2;
        var reader = new AddressReader(fields[field], _scratch);
        bool inGroup = false;
        bool complete = true;
        _buffer[_used++] = (byte)'(';
        while (complete && reader.Read())
        {
            complete = TryAppend(reader, limit);
            inGroup = complete ? reader.Item == AddressItem.GroupStart || (inGroup && reader.Item != AddressItem.GroupEnd) : inGroup;
        }

        _truncated |= !complete;
        if (inGroup)
        {
            AddressText.GroupEnd.CopyTo(_buffer[_used..]);
            _used += AddressText.GroupEnd.Length;
        }

        if (_used == start + 1)
        {
            _used = start;
            Nil(field);
            return;
        }

        _buffer[_used++] = (byte)')';
        Close(field, start);
    }

    private bool TryAppend(in AddressReader reader, int limit)
    {
        int size = AddressText.MaxSize(reader);
        if (size <= limit - _used)
        {
            _used += AddressText.Write(reader, _buffer[_used..]);
            return true;
        }

        // The bound on the size is generous, so measure where it matters.
        byte[] rented = ArrayPool<byte>.Shared.Rent(size);
        int written = AddressText.Write(reader, rented);
        bool fits = written <= limit - _used;
        if (fits)
        {
            rented.AsSpan(0, written).CopyTo(_buffer[_used..]);
            _used += written;
        }

        ArrayPool<byte>.Shared.Return(rented);
        return fits;
    }

    private void References(ReadOnlySpan<byte> value, int bound)
    {
        int start = _used;
        int skip = HeaderTruncation.IdsToSkip(value, bound, out bool truncated);
        _truncated |= truncated;
        int index = 0;
        foreach (ReadOnlySpan<byte> id in new MessageIdEnumerator(value))
        {
            // The first one names the thread, the last ones the nearest ancestors.
            if ((index == 0 || index > skip) && id.Length + 3 <= start + bound - _used)
            {
                _buffer[_used++] = (byte)'<';
                _used += HeaderText.Unfold(id, _buffer[_used..]);
                _buffer[_used++] = (byte)'>';
                _buffer[_used++] = (byte)' ';
            }

            index++;
        }

        _segments[SummaryLayout.References] = ByteRange.FromBounds(start, _used);
    }

    private void MediaType(ReadOnlySpan<byte> value)
    {
        int start = _used;
        int end = value.IndexOfAny(" \t\r\n;("u8);
        ReadOnlySpan<byte> type = end < 0 ? value : value[..end];
        if (type.Length is 0 or > 100 || type.IndexOf((byte)'/') < 0 || !Ascii.IsValid(type))
        {
            type = "text/plain"u8;
        }

        Ascii.ToLower(type, _buffer[_used..], out int written);
        _used += written;
        _segments[SummaryLayout.MediaType] = ByteRange.FromBounds(start, _used);
    }

    private void Nil(EnvelopeField field)
    {
        int start = _used;
        "NIL"u8.CopyTo(_buffer[_used..]);
        _used += 3;
        Close(field, start);
    }

    private void Close(EnvelopeField field, int start)
    {
        _buffer[_used++] = (byte)' ';
        _segments[(int)field] = ByteRange.FromBounds(start, _used);
    }
}
