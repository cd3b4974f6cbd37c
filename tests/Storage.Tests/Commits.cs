using Mail.Storage.Mailboxes;

namespace Mail.Storage.Tests;

/// <summary>Commits of mailboxes, for tests that want one changed thing.</summary>
internal static class Commits
{
    /// <summary>The commit behind MODSEQ <paramref name="expected"/> that changes nothing yet.</summary>
    public static MailboxCommit Next(MailboxImage image, long expected) => new()
    {
        AccountKey = image.AccountKey,
        ExpectedModSeq = expected,
        ModSeq = expected + 1,
        NextMessageNo = 2,
        NextFolderNo = image.NextFolderNo,
        LastUidValidity = image.LastUidValidity,
        UsedBytes = 0,
        UsedMessages = 0,
        Quota = image.Quota,
    };
}
