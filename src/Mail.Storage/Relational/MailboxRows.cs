using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;
using Mail.Storage.Sql;

namespace Mail.Storage.Relational;

/// <summary>Rows of <see cref="MailboxQueries"/> as values.</summary>
internal static class MailboxRows
{
    public static MailboxImage User(ISqlRow row) => new(
        AccountKey: row.Number(0),
        Account: new AccountId(row.Uuid(1)),
        Tenant: TenantId.Parse(row.Text(2)),
        ModSeq: row.Number(3),
        NextMessageNo: row.Number(4),
        NextFolderNo: (int)row.Number(5),
        LastUidValidity: (uint)row.Number(6),
        UsedBytes: row.Number(7),
        UsedMessages: row.Number(8),
        Quota: new MailQuota(row.Number(9), row.Number(10)),
        Folders: [],
        Subscriptions: []);

    public static FolderImage Folder(ISqlRow row) => new(
        FolderNo: (int)row.Number(0),
        Name: FolderName.Parse(row.Text(1)),
        Use: (SpecialUse)row.Number(2),
        UidValidity: (uint)row.Number(3),
        UidNext: (uint)row.Number(4),
        HighestModSeq: row.Number(5),
        Messages: row.Number(6),
        Unseen: row.Number(7),
        Deleted: row.Number(8),
        Bytes: row.Number(9));

    public static MessageEntry Entry(ISqlRow row) => new(
        Uid: (uint)row.Number(0),
        ModSeq: row.Number(1),
        MessageNo: row.Number(2),
        Flags: (MessageFlags)row.Number(3),
        Keywords: row.IsNull(4) ? Keywords.None : Keywords.FromStored(row.Text(4)),
        InternalDate: DateTimeOffset.FromUnixTimeSeconds(row.Number(5)),
        Blob: new BlobRef((BlobKind)row.Number(6), row.Number(7), row.Number(8), (int)row.Number(9)));
}
