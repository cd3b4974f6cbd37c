using System.Collections.Immutable;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;

namespace Mail.Conformance.Storage;

/// <summary>Mailboxes, commits and messages for the kits of <see cref="IMailboxStore"/>.</summary>
public abstract class MailboxKit : StoreKit
{
    private protected static readonly UidRange All = new(1, uint.MaxValue);
    private protected static readonly DateTimeOffset Received = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private protected static AccountId NewAccount() => new(Guid.CreateVersion7());

    private protected static IngestId NewIngest() => new(Guid.CreateVersion7());

    private protected static NewMailbox Mailbox(AccountId account) => new(
        account,
        TenantId.Parse("acme"),
        EmailAddress.Parse("someone@acme.test"),
        MailQuota.Unlimited,
        77,
        [(FolderName.Inbox, SpecialUse.Inbox), (FolderName.Parse("Sent"), SpecialUse.Sent)]);

    private protected static MailboxCommit Next(MailboxImage image, long expected = 1) => new()
    {
        AccountKey = image.AccountKey,
        ExpectedModSeq = expected,
        ModSeq = expected + 1,
        NextMessageNo = image.NextMessageNo,
        NextFolderNo = image.NextFolderNo,
        LastUidValidity = image.LastUidValidity,
        UsedBytes = image.UsedBytes,
        UsedMessages = image.UsedMessages,
        Quota = image.Quota,
    };

    private protected static FolderImage Folder(int number, string name) => new(number, FolderName.Parse(name), SpecialUse.None, 78, 2, 3, 1, 1, 0, 100);

    private protected static AddedMessage Message(int folder, uint uid, long modSeq, MessageFlags flags = 0, params string[] keywords) => new(
        folder,
        new MessageEntry(uid, modSeq, uid, flags, [.. keywords], Received, new BlobRef(BlobKind.Segment, 4, 4_096 + uid, 100)),
        new byte[] { 1, 2, 3 },
        null,
        null);

    private protected static AddedMessage Delivery(int folder, uint uid, long modSeq, IngestId ingest, string recipient) =>
        Message(folder, uid, modSeq) with { Ingest = ingest, Recipient = recipient };

    private protected static void Same(MessageEntry expected, MessageEntry actual)
    {
        Assert.Equal(expected with { Keywords = [] }, actual with { Keywords = [] });
        Assert.Equal(expected.Keywords.AsEnumerable(), actual.Keywords);
    }

    private protected static void Same(MailboxImage expected, MailboxImage actual)
    {
        Assert.Equal(expected with { Folders = [], Subscriptions = [] }, actual with { Folders = [], Subscriptions = [] });
        Assert.Equal(expected.Folders.AsEnumerable(), actual.Folders);
        Assert.Equal(expected.Subscriptions.AsEnumerable(), actual.Subscriptions);
    }

    private protected async Task<MailboxImage> CreateAsync()
    {
        var account = NewAccount();
        await Stores.Mailboxes.CreateAsync(Mailbox(account), None);
        return await LoadAsync(account);
    }

    private protected async Task<MailboxImage> LoadAsync(AccountId account)
    {
        var image = await Stores.Mailboxes.LoadAsync(account, None);
        Assert.NotNull(image);
        return image;
    }

    private protected Task<CommitOutcome> CommitAsync(MailboxCommit commit) => Stores.Mailboxes.CommitAsync(commit, None).AsTask();

    private protected async Task<ImmutableArray<MessageEntry>> MessagesAsync(MailboxImage image, int folder) =>
        await Stores.Mailboxes.ReadMessagesAsync(image.AccountKey, folder, All, 1_000, None);

    private protected async Task<ImmutableArray<ChangeRow>> ChangesAsync(MailboxImage image, int folder, long since, int most = 100) =>
        await Stores.Mailboxes.ReadChangesAsync(image.AccountKey, folder, since, most, None);
}
