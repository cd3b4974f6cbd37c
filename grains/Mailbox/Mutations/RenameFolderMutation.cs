using Mail.Contracts.Errors;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>RENAME (RFC 9051 §6.3.6): folders below come along; of INBOX only the messages move, and INBOX stays.</summary>
internal sealed class RenameFolderMutation(FolderName from, FolderName to) : MailboxMutation<bool>
{
    private List<(MessageEntry Entry, ReadOnlyMemory<byte> Summary)> _inbox = [];

    public override bool Alone => true;

    public override async ValueTask PrepareAsync(MailboxReader reader)
    {
        if (from.IsInbox)
        {
            var folder = reader.Model.Folder(from);
            _inbox = await reader.FindWithSummariesAsync(folder.Image.FolderNo, UidSet.Range(folder.AllUids.First, folder.AllUids.Last));
        }
    }

    public override void Plan(MailboxDraft draft)
    {
        var folder = draft.Folder(from);
        if (draft.Find(to) is not null)
        {
            throw MailException.Exists($"Folder '{to}' exists.");
        }

        if (to.IsInbox || to.IsBelow(from) && !from.IsInbox)
        {
            throw MailException.Invalid($"Folder '{from}' cannot become '{to}'.");
        }

        if (from.IsInbox)
        {
            MoveInbox(draft, folder);
            return;
        }

        CreateAbove(draft);
        foreach (var below in draft.Folders.Where(f => f.Name.IsBelow(from)).ToList())
        {
            draft.RenameFolder(below, below.Name.Rebase(from, to));
        }

        draft.RenameFolder(folder, to);
    }

    protected override bool Result(MailboxModel committed) => true;

    private void MoveInbox(MailboxDraft draft, FolderImage inbox)
    {
        CreateAbove(draft);
        var target = draft.CreateFolder(to, SpecialUse.None).FolderNo;
        foreach (var (entry, summary) in _inbox)
        {
            draft.Expunge(inbox.FolderNo, entry);
            draft.Add(target, new NewMessage(
                entry.Blob, summary, entry.Flags, entry.Keywords, entry.InternalDate, null, entry.MessageNo));
        }
    }

    private void CreateAbove(MailboxDraft draft)
    {
        var missing = new Stack<FolderName>();
        for (var above = to.Parent; above is { } level && draft.Find(level) is null; above = level.Parent)
        {
            missing.Push(level);
        }

        foreach (var level in missing)
        {
            draft.CreateFolder(level, SpecialUse.None);
        }
    }
}
