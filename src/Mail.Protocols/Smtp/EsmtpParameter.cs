namespace Mail.Protocols.Smtp;

/// <summary>One <c>keyword[=value]</c> of MAIL or RCPT and the reader that cuts them (RFC 5321 §4.1.2).</summary>
internal readonly ref struct EsmtpParameter(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value, bool hasValue)
{
    public ReadOnlySpan<byte> Keyword { get; } = keyword;

    public ReadOnlySpan<byte> Value { get; } = value;

    public bool HasValue { get; } = hasValue;

    public bool Is(ReadOnlySpan<byte> keyword) => System.Text.Ascii.EqualsIgnoreCase(Keyword, keyword);

    /// <summary>Takes the next parameter off the front; false when none is left or it is malformed.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> rest, out EsmtpParameter parameter, out bool malformed)
    {
        parameter = default;
        malformed = false;
        rest = rest.TrimStart((byte)' ');
        if (rest.IsEmpty)
        {
            return false;
        }

        var end = rest.IndexOf((byte)' ');
        var text = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        var equals = text.IndexOf((byte)'=');
        var keyword = equals < 0 ? text : text[..equals];
        var value = equals < 0 ? default : text[(equals + 1)..];
        if (!IsKeyword(keyword) || (equals >= 0 && !IsValue(value)))
        {
            malformed = true;
            return false;
        }

        parameter = new EsmtpParameter(keyword, value, equals >= 0);
        return true;
    }

    private static bool IsKeyword(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] == '-')
        {
            return false;
        }

        foreach (var b in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '-')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsValue(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (b is <= 0x20 or 0x7f)
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }
}
