using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mail.Mime.Imap;

/// <summary>Writes BODY and BODYSTRUCTURE (RFC 3501 section 7.4.2 and "body" in section 9).</summary>
public static class BodyStructureWriter
{
    private const int LongToken = 128;

    /// <summary>Writes the structure of a message; <paramref name="extended"/> adds the extension data of BODYSTRUCTURE.</summary>
    public static void Write(IBufferWriter<byte> output, MimeEntity root, bool extended) => Write(output, BodyStructure.Of(root), extended);

    public static void Write(IBufferWriter<byte> output, BodyStructure part, bool extended)
    {
        output.Write("("u8);
        if (part.Parts.Count > 0)
        {
            foreach (BodyStructure child in part.Parts)
            {
                Write(output, child, extended);
            }

            output.Write(" "u8);
            String(output, part.Subtype);
            if (extended)
            {
                output.Write(" "u8);
                Parameters(output, part.Parameters);
                Extension(output, part);
            }
        }
        else
        {
            Leaf(output, part, extended);
        }

        output.Write(")"u8);
    }

    private static void Leaf(IBufferWriter<byte> output, BodyStructure part, bool extended)
    {
        String(output, part.Type);
        output.Write(" "u8);
        String(output, part.Subtype);
        output.Write(" "u8);
        Parameters(output, part.Parameters);
        SpaceThenValue(output, part.Id.Span);
        SpaceThenValue(output, part.Description.Span);
        output.Write(" "u8);
        ImapString.Write(output, part.TransferEncoding.Span);
        SpaceThenNumber(output, part.Size);
        if (part.Message is { } message)
        {
            output.Write(" "u8);
            EnvelopeWriter.Write(output, part.MessageHeader.Span);
            output.Write(" "u8);
            Write(output, message, extended);
        }

        if (part.Message is not null || part.Type == "text")
        {
            SpaceThenNumber(output, part.Lines);
        }

        if (extended)
        {
            SpaceThenValue(output, part.Md5.Span);
            Extension(output, part);
        }
    }

    private static void Extension(IBufferWriter<byte> output, BodyStructure part)
    {
        if (part.Disposition.IsEmpty)
        {
            output.Write(" NIL"u8);
        }
        else
        {
            output.Write(" ("u8);
            ImapString.Write(output, part.Disposition.Span);
            output.Write(" "u8);
            Parameters(output, part.DispositionParameters);
            output.Write(")"u8);
        }

        Languages(output, part.Languages);
        SpaceThenValue(output, part.Location.Span);
    }

    private static void Languages(IBufferWriter<byte> output, IReadOnlyList<byte[]> languages)
    {
        if (languages.Count < 2)
        {
            SpaceThenValue(output, languages.Count == 0 ? default : languages[0]);
            return;
        }

        for (int i = 0; i < languages.Count; i++)
        {
            output.Write(i == 0 ? " ("u8 : " "u8);
            ImapString.Write(output, languages[i]);
        }

        output.Write(")"u8);
    }

    private static void Parameters(IBufferWriter<byte> output, IReadOnlyList<BodyParameter> parameters)
    {
        if (parameters.Count == 0)
        {
            output.Write("NIL"u8);
            return;
        }

        for (int i = 0; i < parameters.Count; i++)
        {
            output.Write(i == 0 ? "("u8 : " "u8);
            ImapString.Write(output, parameters[i].Name.Span);
            output.Write(" "u8);
            ImapString.Write(output, parameters[i].Value.Span);
        }

        output.Write(")"u8);
    }

    private static void String(IBufferWriter<byte> output, string token)
    {
        Span<byte> octets = stackalloc byte[LongToken];
        ImapString.Write(output, Encoding.UTF8.TryGetBytes(token, octets, out int written) ? octets[..written] : Encoding.UTF8.GetBytes(token));
    }

    private static void SpaceThenValue(IBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        output.Write(" "u8);
        ImapString.WriteOrNil(output, value);
    }

    private static void SpaceThenNumber(IBufferWriter<byte> output, int number)
    {
        Span<byte> text = stackalloc byte[12];
        number.TryFormat(text, out int written, " 0", CultureInfo.InvariantCulture);
        output.Write(text[..written]);
    }
}
