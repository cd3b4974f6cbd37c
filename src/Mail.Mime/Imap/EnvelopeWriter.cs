using System.Buffers;

namespace Mail.Mime.Imap;

/// <summary>Writes the IMAP ENVELOPE of a message straight from its header (RFC 3501 section 7.4.2); encoded words stay encoded.</summary>
public static class EnvelopeWriter
{
    /// <summary>Writes the parenthesised envelope.</summary>
    /// <param name="output">Takes the text.</param>
    /// <param name="header">The header, or the whole message: reading stops at the blank line.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> header)
    {
        EnvelopeHeader fields = EnvelopeHeader.Scan(header);
        byte[] scratch = ArrayPool<byte>.Shared.Rent(Math.Max(16, fields.LongestValue));
        try
        {
            Write(output, fields, scratch);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private static void Write(IBufferWriter<byte> output, EnvelopeHeader fields, Span<byte> scratch)
    {
        for (EnvelopeField field = EnvelopeField.Date; field <= EnvelopeField.MessageId; field++)
        {
            output.Write(field == EnvelopeField.Date ? "("u8 : " "u8);
            if (IsAddressList(field))
            {
                WriteAddresses(output, fields, field, scratch);
            }
            else if (fields.Has(field))
            {
                ImapString.Write(output, fields[field]);
            }
            else
            {
                output.Write("NIL"u8);
            }
        }

        output.Write(")"u8);
    }

    internal static bool IsAddressList(EnvelopeField field) => field is >= EnvelopeField.From and <= EnvelopeField.Bcc;

    private static void WriteAddresses(IBufferWriter<byte> output, EnvelopeHeader fields, EnvelopeField field, Span<byte> scratch)
    {
        bool fallsBack = field is EnvelopeField.Sender or EnvelopeField.ReplyTo;
        if (!AddressText.TryWriteList(output, fields[field], scratch)
            && !(fallsBack && AddressText.TryWriteList(output, fields[EnvelopeField.From], scratch)))
        {
            output.Write("NIL"u8);
        }
    }
}
