using System.Buffers;
using System.Text;
using Mail.Mime.Parsing;

namespace Mail.Mime.Parameters;

/// <summary>The token at the head of a structured MIME value (RFC 2045 section 5.1).</summary>
internal static class MediaToken
{
    private static readonly SearchValues<byte> End = SearchValues.Create(" \t\r\n;/=(\"<>@,"u8);

    /// <summary>Reads a token, white space and comments before it skipped; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> text, ref int position)
    {
        SkipWhiteAndComments(text, ref position);
        int length = text[position..].IndexOfAny(End);
        ReadOnlySpan<byte> token = length < 0 ? text[position..] : text.Slice(position, length);
        position += token.Length;
        return token;
    }

    public static void SkipWhiteAndComments(ReadOnlySpan<byte> text, ref int position)
    {
        int depth = 0;
        for (int i = position; i < text.Length; i++)
        {
            byte value = text[i];
            if (value == (byte)'(')
            {
                depth++;
            }
            else if (value == (byte)')' && depth > 0)
            {
                depth--;
                position = i + 1;
            }
            else if (depth == 0 && !FieldScanner.IsWhite(value))
            {
                return;
            }

            position = depth == 0 ? i + 1 : position;
        }
    }

    /// <summary>Lower case as a string; the tokens of nearly all mail cost no allocation.</summary>
    public static string Lower(ReadOnlySpan<byte> token)
    {
        foreach (string known in Known)
        {
            if (Ascii.EqualsIgnoreCase(token, known))
            {
                return known;
            }
        }

        return Encoding.Latin1.GetString(token).ToLowerInvariant();
    }

    private static readonly string[] Known =
    [
        "text", "plain", "html", "multipart", "mixed", "alternative", "related", "application", "octet-stream", "image", "png", "jpeg", "pdf",
        "message", "rfc822", "attachment", "inline", "report", "delivery-status", "signed", "calendar", "gif",
    ];
}
