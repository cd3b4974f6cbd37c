using Mail.Domain.Identity;

namespace Mail.Storage.Blobs;

/// <summary>One delivery that an accepted message owes.</summary>
/// <param name="Account">The mailbox, as the directory resolved it when the recipient was accepted.</param>
/// <param name="Address">The recipient as the sender gave it; part of the idempotency key.</param>
public readonly record struct IngestRecipient(AccountId Account, string Address);
