using Mail.Domain.Identity;

namespace Mail.Storage.Mailboxes;

/// <summary>Idempotency key of a delivery within an account.</summary>
public readonly record struct DeliveryKey(IngestId Ingest, string Recipient);
