using Mail.Domain.Blobs;
using Mail.Domain.Identity;

namespace Mail.Gateway.Smtp.Submission;

/// <summary>What an account may send as, and what it wants of what it sent. Any exception means that nobody answers.</summary>
public interface ISenderDirectory
{
    /// <summary>Whether an address is the account's: one of its own, an alias that leads to it alone, or either with a tag. A catch-all gives nobody an address.</summary>
    ValueTask<bool> OwnsAsync(AccountId account, EmailAddress address);

    /// <summary>Files a message that was sent in the account's Sent folder.</summary>
    /// <param name="asked">Whether the sender asked for that with this message; else the account's setting counts.</param>
    ValueTask KeepSentAsync(AccountId account, BlobRef blob, ReadOnlyMemory<byte> summary, bool asked);
}
