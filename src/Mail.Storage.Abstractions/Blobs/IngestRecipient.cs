using Mail.Domain.Delivery;
using Mail.Domain.Identity;

namespace Mail.Storage.Blobs;

/// <summary>One delivery that an accepted message owes: to a mailbox here, or to another server.</summary>
/// <param name="Account">The mailbox, as the directory resolved it when the recipient was accepted; default for a recipient elsewhere.</param>
/// <param name="Address">The recipient as the sender gave it; part of the idempotency key.</param>
public readonly record struct IngestRecipient(AccountId Account, string Address)
{
    /// <summary>When the sender wants a report (RFC 3461 §4.1).</summary>
    public DsnNotify Notify { get; init; }

    /// <summary>ORCPT, decoded, with its type: <c>rfc822;user@example.org</c>; null if not given (RFC 3461 §4.2).</summary>
    public string? OriginalRecipient { get; init; }

    /// <summary>True for a recipient in a domain that is not served here.</summary>
    public bool IsElsewhere => Account == default;
}
