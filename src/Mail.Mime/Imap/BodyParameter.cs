namespace Mail.Mime.Imap;

/// <summary>A parameter as IMAP tells it; RFC 2231 continuations are joined, extended values keep their escapes.</summary>
public readonly record struct BodyParameter(ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Value);
