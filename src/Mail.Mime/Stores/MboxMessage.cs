namespace Mail.Mime;

/// <summary>A message of an mbox file.</summary>
/// <param name="Number">From 1 in the order of the file.</param>
/// <param name="Content">The message with CRLF line ends and without the quoting of the file; empty if it was too large.</param>
/// <param name="Size">Octets that it has, or would have.</param>
/// <param name="ReceivedAt">Of its From line; null if that names none.</param>
public sealed record MboxMessage(int Number, ReadOnlyMemory<byte> Content, long Size, DateTimeOffset? ReceivedAt)
{
    public bool IsTooLarge => Content.Length < Size;
}
