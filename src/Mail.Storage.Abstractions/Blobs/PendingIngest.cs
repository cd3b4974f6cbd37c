using System.Collections.Immutable;
using Mail.Domain.Blobs;
using Mail.Domain.Delivery;
using Mail.Domain.Identity;

namespace Mail.Storage.Blobs;

/// <summary>An accepted message that was not acknowledged before the process ended: it owes deliveries, some of which may have happened.</summary>
public sealed record PendingIngest(
    IngestId Id,
    DateTimeOffset AcceptedAt,
    string MailFrom,
    ImmutableArray<IngestRecipient> Recipients,
    string? TraceId,
    BlobRef Blob)
{
    /// <summary>ENVID, decoded; null if not given.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>RET: what a failure report returns.</summary>
    public DsnReturn Return { get; init; }
}
