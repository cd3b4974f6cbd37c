using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>Files a stored message (RFC 9051 §6.3.12).</summary>
internal sealed class AppendMutation(AppendMessage request) : MailboxMutation<AppendResult>
{
    private AppendResult? _result;

    public override void Plan(MailboxDraft draft)
    {
        var folder = draft.Folder(request.Folder);
        if (draft.Quota.Check(draft.UsedBytes, draft.UsedMessages, request.Blob.Length) != QuotaVerdict.Fits)
        {
            throw new MailException(MailErrorCode.ResourceExhausted, "The mailbox is full.");
        }

        var uid = draft.Add(folder.FolderNo, new NewMessage(
            request.Blob, request.Summary, request.Flags, request.Keywords, request.InternalDate ?? draft.Now));
        _result = new AppendResult(folder.FolderNo, folder.UidValidity, uid);
    }

    protected override AppendResult Result(MailboxModel committed) => _result!;
}
