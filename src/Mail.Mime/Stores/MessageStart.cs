namespace Mail.Mime;

/// <summary>Tells a message from a file of something else.</summary>
public static class MessageStart
{
    /// <summary>Whether the first line is a header field: a name of printable ASCII, then a colon (RFC 5322 section 2.2; white space before it by 4.5).</summary>
    public static bool IsField(ReadOnlySpan<byte> message)
    {
        var name = message[..Math.Max(0, message.IndexOf((byte)':'))].TrimEnd(" \t"u8);
        return name.Length is > 0 and <= 998 && !name.ContainsAnyExceptInRange((byte)'!', (byte)'~');
    }
}
