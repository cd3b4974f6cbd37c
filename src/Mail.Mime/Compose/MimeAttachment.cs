namespace Mail.Mime.Compose;

/// <summary>A file to be sent. The media type is "type/subtype"; message/rfc822 is written as it is, all else in base64.</summary>
public sealed record MimeAttachment(string MediaType, ReadOnlyMemory<byte> Content)
{
    public string? FileName { get; init; }

    /// <summary>Without angle brackets.</summary>
    public string? ContentId { get; init; }
}
