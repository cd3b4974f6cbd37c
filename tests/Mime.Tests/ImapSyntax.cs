namespace Mail.Mime.Tests;

/// <summary>Checks that text is one parenthesised IMAP list of strings, literals, numbers and NIL.</summary>
internal static class ImapSyntax
{
    public static bool IsOneList(ReadOnlySpan<byte> text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')':
                    depth--;
                    if (depth <= 0)
                    {
                        return depth == 0 && i == text.Length - 1;
                    }

                    break;
                case (byte)'"':
                    for (i++; i < text.Length && text[i] != (byte)'"'; i++)
                    {
                        i += text[i] == (byte)'\\' ? 1 : 0;
                        if (i >= text.Length || text[i] is 0 or (byte)'\r' or (byte)'\n' or > 127)
                        {
                            return false;
                        }
                    }

                    break;
                case (byte)'{':
                    int end = text[i..].IndexOf("}\r\n"u8);
                    if (end < 0 || !int.TryParse(text.Slice(i + 1, end - 1), out int length))
                    {
                        return false;
                    }

                    i += end + 2 + length;
                    break;
                case (byte)' ' or (byte)'N' or (byte)'I' or (byte)'L' or (>= (byte)'0' and <= (byte)'9'):
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
