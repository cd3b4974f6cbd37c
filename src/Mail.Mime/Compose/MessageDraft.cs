namespace Mail.Mime.Compose;

/// <summary>The values of a message to be written. Line breaks in header values become spaces.</summary>
public sealed record MessageDraft
{
    public required IReadOnlyList<HeaderAddress> From { get; init; }

    public MailboxAddress? Sender { get; init; }

    public IReadOnlyList<HeaderAddress> ReplyTo { get; init; } = [];

    public IReadOnlyList<HeaderAddress> To { get; init; } = [];

    public IReadOnlyList<HeaderAddress> Cc { get; init; } = [];

    public string? Subject { get; init; }

    /// <summary>The composer's clock counts where this is null.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Without angle brackets; made by the composer where null.</summary>
    public string? MessageId { get; init; }

    /// <summary>Identifiers without angle brackets.</summary>
    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    /// <summary>Identifiers without angle brackets, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Further unstructured fields, written in order behind the others.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ExtraFields { get; init; } = [];

    public string? Text { get; init; }

    public string? Html { get; init; }

    /// <summary>Pictures and the like that the HTML names by "cid:".</summary>
    public IReadOnlyList<MimeAttachment> Inline { get; init; } = [];

    public IReadOnlyList<MimeAttachment> Attachments { get; init; } = [];

    /// <summary>Write header text as raw UTF-8 (RFC 6532) for a transport with SMTPUTF8; else encoded words.</summary>
    public bool Utf8Header { get; init; }
}
