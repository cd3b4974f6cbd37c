using Mail.Domain.Blobs;
using Mail.Domain.Identity;

namespace Mail.Gateway.Delivery;

/// <summary>One accepted message for one recipient account.</summary>
/// <param name="Account">The mailbox.</param>
/// <param name="Ingest">Idempotency key, together with the recipient.</param>
/// <param name="Recipient">As the sender gave it.</param>
/// <param name="AcceptedAt">Becomes the INTERNALDATE.</param>
/// <param name="Blob">Its bytes.</param>
/// <param name="Summary">What lists and ENVELOPE show, in the encoding of Mail.Mime.</param>
/// <param name="Redelivery">It may have been delivered before.</param>
public readonly record struct MailboxDelivery(
    AccountId Account,
    IngestId Ingest,
    string Recipient,
    DateTimeOffset AcceptedAt,
    BlobRef Blob,
    ReadOnlyMemory<byte> Summary,
    bool Redelivery);
