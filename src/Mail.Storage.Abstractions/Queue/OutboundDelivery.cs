using Mail.Domain.Blobs;
using Mail.Domain.Delivery;
using Mail.Domain.Identity;

namespace Mail.Storage.Queue;

/// <summary>One recipient of an accepted message on another server.</summary>
/// <param name="Ingest">The accepted message; with <paramref name="Recipient"/> the idempotency key.</param>
/// <param name="AcceptedAt">UTC.</param>
/// <param name="Blob">Its bytes.</param>
/// <param name="MailFrom">Reverse path without brackets; empty for the null path.</param>
/// <param name="Recipient">Forward path without brackets.</param>
/// <param name="Domain">Its domain in A-label form: what is asked of DNS.</param>
/// <param name="ExpiresAt">When it is given up, UTC.</param>
public sealed record OutboundDelivery(
    IngestId Ingest,
    DateTimeOffset AcceptedAt,
    BlobRef Blob,
    string MailFrom,
    string Recipient,
    string Domain,
    DateTimeOffset ExpiresAt)
{
    /// <summary>ENVID of the sender, decoded.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>RET of the sender.</summary>
    public DsnReturn Return { get; init; }

    /// <summary>NOTIFY of the sender.</summary>
    public DsnNotify Notify { get; init; }

    /// <summary>ORCPT of the sender with its type, decoded.</summary>
    public string? OriginalRecipient { get; init; }
}
