using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>Removes messages with <c>\Deleted</c> (RFC 9051 §6.4.3), or those of a set (RFC 4315 §2.1).</summary>
internal sealed class ExpungeMutation(int folderNo, UidSet? only) : MailboxMutation<ExpungeResult>
{
    private List<MessageEntry> _found = [];
    private UidSet _expunged = UidSet.Empty;

    public override async ValueTask PrepareAsync(MailboxReader reader) =>
        _found = await reader.FindDeletedAsync(folderNo, only);

    public override void Plan(MailboxDraft draft)
    {
        draft.Folder(folderNo);
        var gone = new List<uint>();
        foreach (var found in _found)
        {
            if (draft.Current(folderNo, found) is { } entry && (entry.Flags & MessageFlags.Deleted) != 0)
            {
                draft.Expunge(folderNo, entry);
                gone.Add(entry.Uid);
            }
        }

        _expunged = UidSet.From(gone);
    }

    protected override ExpungeResult Result(MailboxModel committed) => new(_expunged, committed.Image.ModSeq);
}
