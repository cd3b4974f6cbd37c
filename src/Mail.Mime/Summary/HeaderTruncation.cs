namespace Mail.Mime.Summary;

/// <summary>Cuts header values that are too long for a summary where a reader is hurt least.</summary>
internal static class HeaderTruncation
{
    /// <summary>The longest head of a value whose quoted form stays within the bound; an encoded word or a character is not cut in two.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> value, int bound)
    {
        ReadOnlySpan<byte> head = value[..Math.Min(value.Length, bound)];
        int escapes = head.Count((byte)'"') + head.Count((byte)'\\');
        if (head.Length == value.Length && head.Length + escapes <= bound)
        {
            return value;
        }

        head = head[..Math.Max(0, Math.Min(head.Length, bound - escapes))];
        int space = head.LastIndexOfAny(" \t"u8);
        if (space > head.Length - 100 && space > 0)
        {
            return head[..space].TrimEnd(" \t\r\n"u8);
        }

        int end = head.Length;
        while (end > 0 && end < value.Length && (value[end] & 0xC0) == 0x80 && head.Length - end < 4)
        {
            end--;
        }

        return head[..end];
    }

    /// <summary>How many identifiers behind the first are left out so that the rest fits.</summary>
    public static int IdsToSkip(ReadOnlySpan<byte> references, int bound, out bool truncated)
    {
        int total = 0;
        int first = 0;
        foreach (ReadOnlySpan<byte> id in new MessageIdEnumerator(references))
        {
            first = total == 0 ? id.Length + 3 : first;
            total += id.Length + 3;
        }

        truncated = total > bound;
        int skip = 0;
        int index = 0;
        foreach (ReadOnlySpan<byte> id in new MessageIdEnumerator(references))
        {
            if (index++ > 0 && total > bound)
            {
                total -= id.Length + 3;
                skip++;
            }
        }

        return skip;
    }
}
