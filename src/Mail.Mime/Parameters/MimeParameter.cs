namespace Mail.Mime;

/// <summary>
/// One parameter of Content-Type or Content-Disposition: decoded for programs, and as written for IMAP (continuations joined; an
/// extended value keeps its charset and percent escapes and its name the asterisk, RFC 2231).
/// </summary>
public sealed record MimeParameter(string Name, string Value, ReadOnlyMemory<byte> WireName, ReadOnlyMemory<byte> WireValue);
