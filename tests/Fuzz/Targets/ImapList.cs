namespace Fuzz.Targets;

/// <summary>Whether text is one parenthesised IMAP list of strings, literals, numbers and NIL (RFC 3501 section 9).</summary>
internal static class ImapList
{
    public static bool IsOne(ReadOnlySpan<byte> text)
    {
        var depth = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = ItemLength(text[at..]);
            depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
            if (length <= 0 || depth < 0)
            {
                return false;
            }

            at += length;
            if (depth == 0)
            {
                return at == text.Length;
            }
        }

        return false;
    }

    private static int ItemLength(ReadOnlySpan<byte> text) => text[0] switch
    {
        (byte)'"' => QuotedLength(text),
        (byte)'{' => LiteralLength(text),
        (byte)'(' or (byte)')' or (byte)' ' or (byte)'N' or (byte)'I' or (byte)'L' or (>= (byte)'0' and <= (byte)'9') => 1,
        _ => -1,
    };

    private static int QuotedLength(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i + 1;
            }

            i += text[i] == '\\' ? 1 : 0;
            if (i >= text.Length || text[i] is 0 or (byte)'\r' or (byte)'\n' or > 127)
            {
                return -1;
            }
        }

        return -1;
    }

    private static int LiteralLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf("}\r\n"u8);
        return end > 0 && int.TryParse(text[1..end], out var length) && end + 3 + length <= text.Length ? end + 3 + length : -1;
    }
}
