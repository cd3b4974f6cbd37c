using System.Collections.Immutable;
using Mail.Contracts.Errors;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>
/// One account's mailbox, keyed by its <see cref="Mail.Domain.Identity.AccountId"/>. The only writer of the account: changes that
/// arrive together share one commit, become visible after it, and every reader sees UIDs and MODSEQs in order. Answers after a
/// change mean that it is durable. Refusals are <see cref="MailException"/>; <see cref="MailErrorCode.Unavailable"/> may be retried.
/// </summary>
[Alias("mail.mailbox")]
public interface IMailboxGrain : IGrainWithGuidKey
{
    /// <summary>Creates the mailbox with INBOX, Drafts, Sent, Junk, Trash and Archive. Repeating it does nothing.</summary>
    Task CreateAsync(CreateMailbox request);

    /// <summary>Removes the mailbox and all that is in it. Repeating it does nothing.</summary>
    Task DeleteAsync();

    /// <summary>Whether a message of that many octets fits now. Asked before a message is accepted.</summary>
    Task<QuotaVerdict> CheckRoomAsync(long size);

    Task<MailboxUsage> GetUsageAsync();

    Task SetQuotaAsync(MailQuota quota);

    /// <summary>Files an accepted message in INBOX, over quota or not (it was promised). Repeating it with the same ingest id and recipient does nothing.</summary>
    Task<DeliveryResult> DeliverAsync(DeliverMessage delivery);

    /// <summary>Files a message that is in the blob store already. NotFound: no such folder; ResourceExhausted: over quota.</summary>
    Task<AppendResult> AppendAsync(AppendMessage request);

    Task<FolderList> ListFoldersAsync();

    /// <summary>NotFound if there is no such folder.</summary>
    Task<FolderView> GetFolderAsync(FolderName name);

    /// <summary>Creates a folder and the levels above that are missing. AlreadyExists if it is there.</summary>
    Task<FolderView> CreateFolderAsync(FolderName name, SpecialUse use);

    /// <summary>Removes a folder and its messages. INBOX: FailedPrecondition; with folders below: FailedPrecondition (RFC 9051 §6.3.5).</summary>
    Task DeleteFolderAsync(FolderName name);

    /// <summary>Renames a folder and those below. Of INBOX: moves its messages into the new folder (RFC 9051 §6.3.6).</summary>
    Task RenameFolderAsync(FolderName from, FolderName to);

    Task SetSubscribedAsync(FolderName name, bool subscribed);

    /// <summary>Live messages from a UID on, ascending.</summary>
    /// <param name="folderNo">From a <see cref="FolderView"/>. NotFound if it was deleted.</param>
    /// <param name="fromUid">First UID wanted.</param>
    /// <param name="most">1 to 8,192; pages are whole, so slightly more may come.</param>
    Task<MessagePages> ReadMessagesAsync(int folderNo, uint fromUid, int most);

    /// <summary>Live messages with UIDs below <paramref name="beforeUid"/>, newest first, at most <paramref name="most"/> (1 to 1,000).</summary>
    Task<ImmutableArray<MessageEntry>> ReadNewestAsync(int folderNo, uint beforeUid, int most);

    /// <summary>Stored summaries of live messages in the range, ascending, at most <paramref name="most"/> (1 to 1,000).</summary>
    Task<ImmutableArray<MessageSummaryEntry>> ReadSummariesAsync(int folderNo, UidRange range, int most);

    /// <summary>What changed in a folder after a MODSEQ, at most about <paramref name="most"/> lines (1 to 8,192).</summary>
    Task<FolderChanges> ReadChangesAsync(int folderNo, long sinceModSeq, int most);

    /// <summary>UID of the first message without <c>\Seen</c>, or 0.</summary>
    Task<uint> FindFirstUnseenAsync(int folderNo);

    Task<StoreFlagsResult> StoreFlagsAsync(StoreFlags request);

    /// <summary>Copies live messages of the set; UIDs that do not exist are passed over. NotFound: no target; ResourceExhausted: over quota.</summary>
    Task<CopyResult> CopyAsync(CopyMessages request);

    /// <summary>Moves in one commit (RFC 6851); the messages keep their number. Never refused for quota.</summary>
    Task<CopyResult> MoveAsync(CopyMessages request);

    /// <summary>
    /// Removes messages with <c>\Deleted</c>; with a set, only those in it (UID EXPUNGE). Without one at most
    /// <see cref="MailboxLimits.MessagesAtOnce"/>: repeat it until it removes none.
    /// </summary>
    Task<ExpungeResult> ExpungeAsync(int folderNo, UidSet? only);

    /// <summary>Calls the observer after each commit until unsubscribed, for 10 minutes; subscribe again before that.</summary>
    Task SubscribeAsync(IMailboxObserver observer);

    Task UnsubscribeAsync(IMailboxObserver observer);
}
