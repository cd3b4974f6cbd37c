using Mail.Contracts.Errors;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>DELETE (RFC 9051 §6.3.5): INBOX stays, and so does a folder with folders below it.</summary>
internal sealed class DeleteFolderMutation(FolderName name) : MailboxMutation<bool>
{
    public override bool Alone => true;

    public override void Plan(MailboxDraft draft)
    {
        var folder = draft.Folder(name);
        if (name.IsInbox)
        {
            throw new MailException(MailErrorCode.FailedPrecondition, "INBOX cannot be deleted.");
        }

        if (draft.Folders.Any(f => f.Name.IsBelow(name)))
        {
            throw new MailException(MailErrorCode.FailedPrecondition, $"Folder '{name}' has folders below it: delete those first.");
        }

        draft.RemoveFolder(folder);
    }

    protected override bool Result(MailboxModel committed) => true;
}
