using System.Collections.Immutable;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;

namespace Mail.Storage.Blobs;

/// <summary>An accepted message that was not acknowledged before the process ended: it owes deliveries, some of which may have happened.</summary>
public sealed record PendingIngest(
    IngestId Id,
    DateTimeOffset AcceptedAt,
    string MailFrom,
    ImmutableArray<IngestRecipient> Recipients,
    string? TraceId,
    BlobRef Blob);
