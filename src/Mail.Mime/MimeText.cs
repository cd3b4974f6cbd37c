using System.Buffers;
using Mail.Mime.Text;

namespace Mail.Mime;

/// <summary>
/// The decoded text of all text parts of a message, HTML stripped of its tags: what IMAP SEARCH BODY and TEXT look at (RFC 3501 section
/// 6.4.4) and an index takes in. Read as a stream and bounded.
/// </summary>
public static class MimeText
{
    /// <summary>Characters taken of one message where the caller names no bound.</summary>
    public const int DefaultMaxChars = 4 << 20;

    private const int Chunk = 8192;

    /// <summary>Writes the text of all text parts, each with a line feed behind it.</summary>
    public static void Write(MimeEntity root, IBufferWriter<char> output, int maxChars = DefaultMaxChars)
    {
        var sink = new TextSink(output, maxChars);
        using var writer = new CharsetWriter(sink);
        foreach (MimeEntity part in root.Descendants())
        {
            if (sink.IsFull)
            {
                return;
            }

            if (part.ContentType.IsText)
            {
                WritePart(part, writer, sink);
                sink.Append("\n");
            }
        }
    }

    /// <summary>The text of all text parts, cut at <paramref name="maxChars"/>.</summary>
    public static string Extract(MimeEntity root, int maxChars = DefaultMaxChars)
    {
        var output = new ArrayBufferWriter<char>();
        Write(root, output, maxChars);
        return output.WrittenSpan.ToString();
    }

    /// <summary>The decoded header fields of the message and all its parts, one a line: the other half of SEARCH TEXT.</summary>
    public static string ExtractHeaders(MimeEntity root, int maxChars = DefaultMaxChars)
    {
        var output = new ArrayBufferWriter<char>();
        var sink = new TextSink(output, maxChars);
        foreach (MimeEntity part in root.Descendants())
        {
            foreach (HeaderField field in part.Headers)
            {
                if (sink.IsFull)
                {
                    return output.WrittenSpan.ToString();
                }

                sink.Append(Charsets.DecodeUnlabelled(field.Name));
                sink.Append(": ");
                sink.Append(field.DecodeText());
                sink.Append("\n");
            }
        }

        return output.WrittenSpan.ToString();
    }

    /// <summary>True where the text parts, or with <paramref name="withHeaders"/> the headers too, hold the words; case does not count.</summary>
    public static bool Contains(MimeEntity root, string words, bool withHeaders, int maxChars = DefaultMaxChars)
    {
        if (words.Length == 0)
        {
            return true;
        }

        return (withHeaders && ExtractHeaders(root, maxChars).Contains(words, StringComparison.OrdinalIgnoreCase)) || ContainsInBody(root, words, maxChars);
    }

    private static bool ContainsInBody(MimeEntity root, string words, int maxChars)
    {
        var output = new ArrayBufferWriter<char>();
        Write(root, output, maxChars);
        return output.WrittenSpan.Contains(words, StringComparison.OrdinalIgnoreCase);
    }

    private static void WritePart(MimeEntity part, CharsetWriter writer, TextSink sink)
    {
        writer.Begin(part.ContentType.Charset, part.ContentType.IsSubtype("html"));
        TransferDecoder decoder = TransferDecoder.Create(part.TransferEncoding);
        ReadOnlySpan<byte> body = part.BodyBytes.Span;
        while (!body.IsEmpty && !sink.IsFull)
        {
            ReadOnlySpan<byte> chunk = body[..Math.Min(Chunk, body.Length)];
            body = body[chunk.Length..];
            decoder.Decode(chunk, writer);
        }

        decoder.Finish(writer);
        writer.Finish();
    }
}
