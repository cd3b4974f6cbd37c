using System.Text;

namespace Mail.Mime.Compose;

/// <summary>Chooses how a text travels: as it is, as quoted-printable, or as base64, whichever is safe and smallest.</summary>
internal static class TextLeaf
{
    // RFC 5322 section 2.1.1.
    private const int MaxLine = 998;

    public static ComposedLeaf Create(string mediaType, string text)
    {
        byte[] content = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
        TransferEncoding encoding = Choose(content, out bool ascii);
        return new ComposedLeaf(mediaType, content, encoding) { Charset = ascii ? "us-ascii" : "utf-8" };
    }

    private static TransferEncoding Choose(ReadOnlySpan<byte> content, out bool ascii)
    {
        int line = 0;
        int longest = 0;
        int escapes = 0;
        int controls = 0;
        ascii = true;
        foreach (byte octet in content)
        {
            line = octet == (byte)'\n' ? 0 : line + 1;
            longest = Math.Max(longest, line);
            ascii &= octet < 128;
            escapes += octet is > 126 or (byte)'=' ? 1 : 0;
            controls += octet is < 32 and not ((byte)'\r' or (byte)'\n' or (byte)'\t') ? 1 : 0;
        }

        if (ascii && controls == 0 && longest <= MaxLine)
        {
            return TransferEncoding.SevenBit;
        }

        return content.Length + (2 * (escapes + controls)) <= content.Length * 4L / 3 ? TransferEncoding.QuotedPrintable : TransferEncoding.Base64;
    }
}
