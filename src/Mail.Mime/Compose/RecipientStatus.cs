namespace Mail.Mime.Compose;

/// <summary>The per-recipient fields of a report (RFC 3464 section 2.3).</summary>
/// <param name="FinalRecipient">The address as delivery saw it.</param>
/// <param name="Action">What became of it.</param>
/// <param name="Status">Enhanced status code, "5.1.1" (RFC 3463).</param>
public sealed record RecipientStatus(string FinalRecipient, DeliveryAction Action, string Status)
{
    /// <summary>ORCPT of the sender, with its type: "rfc822;user@example.org".</summary>
    public string? OriginalRecipient { get; init; }

    /// <summary>Name of the host that answered.</summary>
    public string? RemoteMta { get; init; }

    /// <summary>The reply of the remote host, its lines joined.</summary>
    public string? DiagnosticCode { get; init; }

    public DateTimeOffset? LastAttempt { get; init; }

    public DateTimeOffset? WillRetryUntil { get; init; }
}
