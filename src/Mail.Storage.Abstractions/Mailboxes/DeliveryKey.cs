using Mail.Domain.Identity;

namespace Mail.Storage.Mailboxes;

/// <summary>Idempotency key of a delivery within an account, or of another change that is made once: then what stands for the recipient is no address.</summary>
public readonly record struct DeliveryKey(IngestId Ingest, string Recipient);
