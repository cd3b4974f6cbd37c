namespace Mail.Mime.Parsing;

/// <summary>Line and field limits of a header block (RFC 5322 section 2.2).</summary>
internal static class FieldScanner
{
    /// <summary>The index behind the line feed that ends the line at <paramref name="position"/>.</summary>
    public static int LineEnd(ReadOnlySpan<byte> bytes, int position)
    {
        int feed = bytes[position..].IndexOf((byte)'\n');
        return feed < 0 ? bytes.Length : position + feed + 1;
    }

    public static bool IsBlankLine(ReadOnlySpan<byte> bytes, int position, out int next)
    {
        next = position;
        if (position < bytes.Length && bytes[position] == (byte)'\r')
        {
            next++;
        }

        if (next < bytes.Length && bytes[next] == (byte)'\n')
        {
            next++;
            return true;
        }

        return false;
    }

    /// <summary>The index behind the field at <paramref name="position"/>, its continuation lines included.</summary>
    public static int FieldEnd(ReadOnlySpan<byte> bytes, int position)
    {
        int end = LineEnd(bytes, position);
        while (end < bytes.Length && bytes[end] is (byte)' ' or (byte)'\t')
        {
            end = LineEnd(bytes, end);
        }

        return end;
    }

    /// <summary>
    /// Splits "name: value". White space before the colon is obsolete syntax and accepted (RFC 5322 section 4.5). False for a line
    /// that is no field.
    /// </summary>
    public static bool TrySplit(ReadOnlySpan<byte> field, out int nameLength, out int valueStart)
    {
        int colon = field.IndexOfAny((byte)':', (byte)'\n');
        nameLength = 0;
        valueStart = 0;
        if (colon <= 0 || field[colon] != (byte)':')
        {
            return false;
        }

        ReadOnlySpan<byte> name = field[..colon].TrimEnd(" \t"u8);
        if (name.IsEmpty || name.IndexOfAnyExceptInRange((byte)33, (byte)126) >= 0)
        {
            return false;
        }

        nameLength = name.Length;
        valueStart = colon + 1;
        return true;
    }

    /// <summary>The value without the line end and the white space around it; folds inside stay.</summary>
    public static ByteRange TrimValue(ReadOnlySpan<byte> bytes, int start, int end)
    {
        while (start < end && IsWhite(bytes[start]))
        {
            start++;
        }

        while (end > start && IsWhite(bytes[end - 1]))
        {
            end--;
        }

        return ByteRange.FromBounds(start, end);
    }

    public static bool IsWhite(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
