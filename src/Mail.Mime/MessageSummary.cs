using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Mail.Mime.Imap;
using Mail.Mime.Summary;

namespace Mail.Mime;

/// <summary>
/// What lists of messages show, made once at delivery and stored as a short run of octets (at most <see cref="MaxSize"/>): the IMAP
/// envelope in written form, references, media type, date and whether there are attachments. Reading allocates nothing.
/// </summary>
public readonly ref struct MessageSummary
{
    /// <summary>Octets of an encoded summary at most; longer address lists and values are cut, see <see cref="IsTruncated"/>.</summary>
    public const int MaxSize = 4096;

    private readonly ReadOnlySpan<byte> _encoded;

    private MessageSummary(ReadOnlySpan<byte> encoded)
    {
        _encoded = encoded;
    }

    /// <summary>True for at least one part that a reader shows as a file.</summary>
    public bool HasAttachments => (Flags & SummaryLayout.HasAttachments) != 0;

    /// <summary>True where something was cut; the full envelope must then be made from the message.</summary>
    public bool IsTruncated => (Flags & SummaryLayout.IsTruncated) != 0;

    /// <summary>The Date field in seconds since 1970 UTC; null where absent or unreadable.</summary>
    public long? DateUnixSeconds => (Flags & SummaryLayout.HasDate) != 0
        ? BinaryPrimitives.ReadInt64LittleEndian(_encoded[SummaryLayout.DateOffset..])
        : null;

    /// <summary>Identifiers of References, each in angle brackets with a space behind it.</summary>
    public ReadOnlySpan<byte> References => Segment(SummaryLayout.References);

    /// <summary>"text/plain": the type of the whole message, lower case.</summary>
    public ReadOnlySpan<byte> MediaType => Segment(SummaryLayout.MediaType);

    public string? Subject => DecodeText(EnvelopeField.Subject);

    /// <summary>Message-ID as written, with angle brackets.</summary>
    public string? MessageId => DecodeText(EnvelopeField.MessageId);

    private byte Flags => _encoded[SummaryLayout.FlagsOffset];

    private ReadOnlySpan<byte> Data => _encoded[SummaryLayout.DataOffset..];

    /// <summary>Makes the summary of a raw message.</summary>
    public static byte[] Create(ReadOnlyMemory<byte> message) => Create(MimeParser.Parse(message));

    /// <summary>Makes the summary of a parsed message.</summary>
    public static byte[] Create(MimeEntity root) => Create(root.HeaderBytes.Span, AttachmentRule.HasAttachment(root));

    /// <summary>Makes a summary where only the header is at hand.</summary>
    public static byte[] Create(ReadOnlySpan<byte> header, bool hasAttachments) => SummaryBuilder.Build(header, hasAttachments);

    /// <summary>Opens an encoded summary; throws <see cref="FormatException"/> where it is damaged or of an unknown version.</summary>
    public static MessageSummary Read(ReadOnlySpan<byte> encoded) =>
        TryRead(encoded, out MessageSummary summary) ? summary : throw new FormatException("Not a message summary of a known version.");

    /// <summary>Opens an encoded summary; false where it is damaged or of an unknown version.</summary>
    public static bool TryRead(ReadOnlySpan<byte> encoded, out MessageSummary summary)
    {
        summary = default;
        if (encoded.Length < SummaryLayout.DataOffset || encoded[0] != SummaryLayout.Version)
        {
            return false;
        }

        int last = 0;
        for (int i = 0; i < SummaryLayout.Segments; i++)
        {
            int end = End(encoded, i);
            if (end < last)
            {
                return false;
            }

            last = end;
        }

        summary = new MessageSummary(encoded);
        return last == encoded.Length - SummaryLayout.DataOffset;
    }

    /// <summary>The octets that <see cref="WriteEnvelope"/> writes.</summary>
    public int EnvelopeLength =>
        1 + End(_encoded, (int)EnvelopeField.MessageId) + (Repeats * Segment((int)EnvelopeField.From).Length);

    private int Repeats =>
        (Segment((int)EnvelopeField.Sender).IsEmpty ? 1 : 0) + (Segment((int)EnvelopeField.ReplyTo).IsEmpty ? 1 : 0);

    /// <summary>Writes the parenthesised IMAP envelope (RFC 3501 section 7.4.2).</summary>
    public void WriteEnvelope(IBufferWriter<byte> output)
    {
        int length = EnvelopeLength;
        Span<byte> span = output.GetSpan(length);
        span[0] = (byte)'(';
        int from = End(_encoded, (int)EnvelopeField.From);
        int replyTo = End(_encoded, (int)EnvelopeField.ReplyTo);
        Data[..from].CopyTo(span[1..]);
        int written = 1 + from;
        written += Copy(MemberOrFrom(EnvelopeField.Sender), span[written..]);
        written += Copy(MemberOrFrom(EnvelopeField.ReplyTo), span[written..]);
        written += Copy(Data[replyTo..End(_encoded, (int)EnvelopeField.MessageId)], span[written..]);

        // The space behind the last member makes room for the parenthesis.
        span[written - 1] = (byte)')';
        output.Advance(length);
    }

    /// <summary>A member of the envelope as IMAP text (NIL, string or address list).</summary>
    public ReadOnlySpan<byte> EnvelopeText(EnvelopeField field) => MemberOrFrom(field) is { IsEmpty: false } text ? text[..^1] : default;

    /// <summary>The raw unfolded value of a member that is a string; null where absent.</summary>
    public byte[]? RawValue(EnvelopeField field)
    {
        var reader = new ImapStringReader(EnvelopeText(field));
        return reader.TryReadString(out byte[]? value) ? value : null;
    }

    /// <summary>The decoded text of a member that is a string; null where absent.</summary>
    public string? DecodeText(EnvelopeField field) => RawValue(field) is { } value ? HeaderText.Decode(value) : null;

    /// <summary>The mailboxes of a member that is an address list, those of groups included, names decoded.</summary>
    public IReadOnlyList<MailboxAddress> Addresses(EnvelopeField field)
    {
        var list = new List<MailboxAddress>();
        var reader = new ImapStringReader(EnvelopeText(field));
        if (!reader.TrySkip((byte)'('))
        {
            return list;
        }

        while (ReadAddress(ref reader, out MailboxAddress? address))
        {
            if (address is not null)
            {
                list.Add(address);
            }
        }

        return list;
    }

    private static bool ReadAddress(ref ImapStringReader reader, out MailboxAddress? address)
    {
        address = null;
        if (!reader.TrySkip((byte)'(') || !reader.TryReadString(out byte[]? name) || !reader.TrySkip((byte)' ')
            || !reader.TryReadString(out _) || !reader.TrySkip((byte)' ') || !reader.TryReadString(out byte[]? local)
            || !reader.TrySkip((byte)' ') || !reader.TryReadString(out byte[]? domain) || !reader.TrySkip((byte)')'))
        {
            return false;
        }

        if (local is not null && domain is not null)
        {
            address = new MailboxAddress(
                name is null ? null : HeaderText.Decode(name), Charsets.DecodeUnlabelled(local), Charsets.DecodeUnlabelled(domain));
        }

        return true;
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        from.CopyTo(to);
        return from.Length;
    }

    private static int End(ReadOnlySpan<byte> encoded, int segment) =>
        BinaryPrimitives.ReadUInt16LittleEndian(encoded[(SummaryLayout.EndsOffset + (2 * segment))..]);

    private ReadOnlySpan<byte> Segment(int index) => Data[(index == 0 ? 0 : End(_encoded, index - 1))..End(_encoded, index)];

    private ReadOnlySpan<byte> MemberOrFrom(EnvelopeField field)
    {
        ReadOnlySpan<byte> own = Segment((int)field);
        return own.IsEmpty ? Segment((int)EnvelopeField.From) : own;
    }
}
