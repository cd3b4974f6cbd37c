using System.Collections.Immutable;
using Mail.Domain.Mailboxes;
using Mail.Storage.Queue;

namespace Mail.Storage.Mailboxes;

/// <summary>
/// One account's changes, applied as a whole or not at all. Counters are absolute: the mailbox grain is the only writer and the
/// version check proves it.
/// </summary>
public sealed record MailboxCommit
{
    public required long AccountKey { get; init; }

    /// <summary>The MODSEQ this change builds on; any other value in the store refuses the commit.</summary>
    public required long ExpectedModSeq { get; init; }

    /// <summary>Higher than <see cref="ExpectedModSeq"/>.</summary>
    public required long ModSeq { get; init; }

    public required long NextMessageNo { get; init; }

    public required int NextFolderNo { get; init; }

    public required uint LastUidValidity { get; init; }

    public required long UsedBytes { get; init; }

    public required long UsedMessages { get; init; }

    public required MailQuota Quota { get; init; }

    /// <summary>Whole rows of folders that are new or changed.</summary>
    public ImmutableArray<FolderImage> Folders { get; init; } = [];

    /// <summary>Folders that go, with their message rows.</summary>
    public ImmutableArray<int> RemovedFolders { get; init; } = [];

    public ImmutableArray<AddedMessage> Added { get; init; } = [];

    public ImmutableArray<FlagChange> Flags { get; init; } = [];

    public ImmutableArray<ExpungedMessage> Expunged { get; init; } = [];

    public ImmutableArray<FolderName> Subscribed { get; init; } = [];

    public ImmutableArray<FolderName> Unsubscribed { get; init; } = [];

    /// <summary>Events written in the same transaction.</summary>
    public ImmutableArray<OutboxEvent> Outbox { get; init; } = [];
}
