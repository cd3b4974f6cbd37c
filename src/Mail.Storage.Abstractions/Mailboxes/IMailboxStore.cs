using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;

namespace Mail.Storage.Mailboxes;

/// <summary>
/// Mailboxes in a relational store (MBX-4). Commits of many accounts that arrive together share one transaction; one that is stale or
/// duplicate does not fail its neighbours. All methods throw <see cref="StoreUnavailableException"/> when the store does not answer.
/// </summary>
public interface IMailboxStore
{
    /// <summary>Creates a mailbox; does nothing if the account has one.</summary>
    ValueTask CreateAsync(NewMailbox mailbox, CancellationToken cancellation);

    /// <returns>Null if the account has no mailbox.</returns>
    ValueTask<MailboxImage?> LoadAsync(AccountId account, CancellationToken cancellation);

    /// <summary>
    /// Removes a mailbox and all that is in it; does nothing if the account has none. A large one goes in steps: after a failure its rest
    /// is still there, and repeating the call goes on.
    /// </summary>
    ValueTask DeleteAsync(AccountId account, CancellationToken cancellation);

    /// <summary>
    /// Has commits of this account write their events for listeners (<see cref="Queue.OutboxEvent.OnlyIfHeard"/>) until a time. A commit
    /// that a later <see cref="LoadAsync"/> does not show writes them. False if the account has no mailbox.
    /// </summary>
    ValueTask<bool> ListenAsync(AccountId account, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Returns once the change is durable, or refused.</summary>
    ValueTask<CommitOutcome> CommitAsync(MailboxCommit commit, CancellationToken cancellation);

    /// <summary>Live messages of a folder with UIDs in the range, ascending, at most <paramref name="most"/>.</summary>
    ValueTask<ImmutableArray<MessageEntry>> ReadMessagesAsync(long accountKey, int folderNo, UidRange range, int most, CancellationToken cancellation);

    /// <summary>Summaries of live messages with UIDs in the range, ascending, at most <paramref name="most"/>.</summary>
    ValueTask<ImmutableArray<MessageSummaryRow>> ReadSummariesAsync(long accountKey, int folderNo, UidRange range, int most, CancellationToken cancellation);

    /// <summary>Changes after <paramref name="sinceModSeq"/>, by ascending MODSEQ then UID, at most <paramref name="most"/>; a message appears once, in its last state.</summary>
    ValueTask<ImmutableArray<ChangeRow>> ReadChangesAsync(long accountKey, int folderNo, long sinceModSeq, int most, CancellationToken cancellation);

    /// <summary>Which of the accepted messages have been delivered to this account, live or expunged since.</summary>
    ValueTask<ImmutableArray<KnownDelivery>> FindDeliveriesAsync(long accountKey, ImmutableArray<IngestId> ingests, CancellationToken cancellation);

    /// <summary>The UID of the first live message without <c>\Seen</c>, or null (RFC 3501 §7.1 UNSEEN). Index-backed: does not read the folder.</summary>
    ValueTask<uint?> FindFirstUnseenAsync(long accountKey, int folderNo, CancellationToken cancellation);

    /// <summary>UIDs of live messages with <c>\Deleted</c>, ascending, at most <paramref name="most"/>. Index-backed: does not read the folder.</summary>
    ValueTask<ImmutableArray<uint>> FindDeletedAsync(long accountKey, int folderNo, int most, CancellationToken cancellation);
}
