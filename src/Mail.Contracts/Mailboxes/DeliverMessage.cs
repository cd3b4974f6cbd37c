using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>An accepted message for one recipient.</summary>
/// <param name="Ingest">Idempotency key, together with the recipient.</param>
/// <param name="Recipient">As the sender gave it.</param>
/// <param name="AcceptedAt">Becomes the INTERNALDATE.</param>
/// <param name="Blob">Its bytes.</param>
/// <param name="Summary">Made by Mail.Mime from the header.</param>
/// <param name="Redelivery">It may have been delivered before: look before filing.</param>
[GenerateSerializer, Immutable, Alias("mail.deliver")]
public sealed record DeliverMessage(
    [property: Id(0)] IngestId Ingest,
    [property: Id(1)] string Recipient,
    [property: Id(2)] DateTimeOffset AcceptedAt,
    [property: Id(3)] BlobRef Blob,
    [property: Id(4)] ReadOnlyMemory<byte> Summary,
    [property: Id(5)] bool Redelivery);
