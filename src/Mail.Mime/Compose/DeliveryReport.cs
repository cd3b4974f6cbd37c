namespace Mail.Mime.Compose;

/// <summary>The values of a delivery status notification (RFC 3464).</summary>
public sealed record DeliveryReport
{
    public required MailboxAddress From { get; init; }

    /// <summary>The sender of the message that is reported on.</summary>
    public required MailboxAddress To { get; init; }

    public required string Subject { get; init; }

    /// <summary>The text for people.</summary>
    public required string Text { get; init; }

    /// <summary>Name of the host that reports.</summary>
    public required string ReportingMta { get; init; }

    public required IReadOnlyList<RecipientStatus> Recipients { get; init; }

    /// <summary>ENVID of the sender (RFC 3461 section 4.4).</summary>
    public string? OriginalEnvelopeId { get; init; }

    public DateTimeOffset? ArrivalDate { get; init; }

    /// <summary>The message that is reported on, or its header; empty to return nothing.</summary>
    public ReadOnlyMemory<byte> Original { get; init; }

    /// <summary>True to return the whole original (RET=FULL), false for its header.</summary>
    public bool ReturnFull { get; init; }
}
