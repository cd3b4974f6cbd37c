using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>CREATE (RFC 9051 §6.3.4): the levels above that are missing are made, too.</summary>
internal sealed class CreateFolderMutation(FolderName name, SpecialUse use) : MailboxMutation<FolderView>
{
    public const int MostFolders = 10_000;

    private int _folderNo;

    public override bool Alone => true;

    public override void Plan(MailboxDraft draft)
    {
        if (draft.Find(name) is not null)
        {
            throw MailException.Exists($"Folder '{name}' exists.");
        }

        if (use != SpecialUse.None && draft.Folders.Any(f => f.Use == use))
        {
            throw MailException.Exists($"There is a folder for {use} already.");
        }

        if (draft.Folders.Count() + FolderName.MostLevels > MostFolders)
        {
            throw new MailException(MailErrorCode.ResourceExhausted, $"A mailbox can have at most {MostFolders} folders.");
        }

        foreach (var above in Missing(draft).Reverse())
        {
            draft.CreateFolder(above, SpecialUse.None);
        }

        _folderNo = draft.CreateFolder(name, use).FolderNo;
    }

    protected override FolderView Result(MailboxModel committed) => committed.Folder(_folderNo).View();

    private IEnumerable<FolderName> Missing(MailboxDraft draft)
    {
        for (var above = name.Parent; above is { } level && draft.Find(level) is null; above = level.Parent)
        {
            yield return level;
        }
    }
}
