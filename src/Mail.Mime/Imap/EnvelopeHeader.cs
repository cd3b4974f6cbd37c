using System.Runtime.CompilerServices;
using System.Text;
using Mail.Mime.Parsing;

namespace Mail.Mime.Imap;

/// <summary>The values in a header that an envelope or a summary is made of, found in one pass; the first of repeated fields counts.</summary>
internal ref struct EnvelopeHeader
{
    private const int References = 10;
    private const int ContentType = 11;
    private readonly ReadOnlySpan<byte> _header;
    private Slots _slots;

    private EnvelopeHeader(ReadOnlySpan<byte> header)
    {
        _header = header;
    }

    public readonly ReadOnlySpan<byte> ReferencesValue => Slot(References);

    public readonly ReadOnlySpan<byte> ContentTypeValue => Slot(ContentType);

    /// <summary>Length of the longest value: the scratch room that its addresses need.</summary>
    public int LongestValue { get; private set; }

    public readonly ReadOnlySpan<byte> this[EnvelopeField field] => Slot((int)field);

    public static EnvelopeHeader Scan(ReadOnlySpan<byte> header)
    {
        var result = new EnvelopeHeader(header);
        int position = 0;
        while (position < header.Length && !FieldScanner.IsBlankLine(header, position, out _))
        {
            int end = FieldScanner.FieldEnd(header, position);
            if (FieldScanner.TrySplit(header[position..end], out int nameLength, out int valueStart))
            {
                int slot = SlotOf(header.Slice(position, nameLength));
                if (slot >= 0)
                {
                    result.Take(slot, position + valueStart, end);
                }
            }

            position = end;
        }

        return result;
    }

    public readonly bool Has(EnvelopeField field) => _slots[(int)field].Offset > 0;

    private readonly ReadOnlySpan<byte> Slot(int index) => _slots[index].Of(_header);

    private void Take(int slot, int start, int end)
    {
        if (_slots[slot].Offset == 0)
        {
            _slots[slot] = FieldScanner.TrimValue(_header, start, end);
            LongestValue = Math.Max(LongestValue, _slots[slot].Length);
        }
    }

    private static int SlotOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when Is(name, "to"u8) => (int)EnvelopeField.To,
        2 when Is(name, "cc"u8) => (int)EnvelopeField.Cc,
        3 when Is(name, "bcc"u8) => (int)EnvelopeField.Bcc,
        4 when Is(name, "date"u8) => (int)EnvelopeField.Date,
        4 when Is(name, "from"u8) => (int)EnvelopeField.From,
        6 when Is(name, "sender"u8) => (int)EnvelopeField.Sender,
        7 when Is(name, "subject"u8) => (int)EnvelopeField.Subject,
        8 when Is(name, "reply-to"u8) => (int)EnvelopeField.ReplyTo,
        10 when Is(name, "message-id"u8) => (int)EnvelopeField.MessageId,
        10 when Is(name, "references"u8) => References,
        11 when Is(name, "in-reply-to"u8) => (int)EnvelopeField.InReplyTo,
        12 when Is(name, "content-type"u8) => ContentType,
        _ => -1,
    };

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected) => Ascii.EqualsIgnoreCase(name, expected);

    [InlineArray(12)]
    private struct Slots
    {
        private ByteRange _first;
    }
}
