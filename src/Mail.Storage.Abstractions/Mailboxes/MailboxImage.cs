using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;

namespace Mail.Storage.Mailboxes;

/// <summary>What a mailbox is without its messages: loaded when it is activated, so its size does not grow with the mailbox.</summary>
/// <param name="AccountKey">The store's short key of the account, for all further calls.</param>
/// <param name="Account">The account.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="ModSeq">Account-wide MODSEQ, and the version that a commit must name.</param>
/// <param name="NextMessageNo">The next stable message number.</param>
/// <param name="NextFolderNo">The next folder key.</param>
/// <param name="LastUidValidity">The highest UIDVALIDITY given out so far.</param>
/// <param name="UsedBytes">Octets of all live messages.</param>
/// <param name="UsedMessages">Number of live messages.</param>
/// <param name="Quota">What it may hold.</param>
/// <param name="Folders">All folders, by number.</param>
/// <param name="Subscriptions">Subscribed names, which need not exist (RFC 9051 §6.3.7).</param>
public sealed record MailboxImage(
    long AccountKey,
    AccountId Account,
    TenantId Tenant,
    long ModSeq,
    long NextMessageNo,
    int NextFolderNo,
    uint LastUidValidity,
    long UsedBytes,
    long UsedMessages,
    MailQuota Quota,
    ImmutableArray<FolderImage> Folders,
    ImmutableArray<FolderName> Subscriptions);
