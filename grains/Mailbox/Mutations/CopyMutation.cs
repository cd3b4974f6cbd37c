using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>COPY, and MOVE in one commit (RFC 6851). A copy is a new message; a moved one keeps its number.</summary>
internal sealed class CopyMutation(CopyMessages request, bool move) : MailboxMutation<CopyResult>
{
    private List<(MessageEntry Entry, ReadOnlyMemory<byte> Summary)> _found = [];
    private CopyResult? _result;

    public override async ValueTask PrepareAsync(MailboxReader reader) =>
        _found = await reader.FindWithSummariesAsync(request.FolderNo, request.Uids);

    public override void Plan(MailboxDraft draft)
    {
        draft.Folder(request.FolderNo);
        var target = draft.Folder(request.Target);
        var live = _found.Where(f => draft.Current(request.FolderNo, f.Entry) is not null).ToList();
        if (!move)
        {
            CheckRoom(draft, live);
        }

        var sources = new List<uint>(live.Count);
        var targets = new List<uint>(live.Count);
        foreach (var (committed, summary) in live)
        {
            var entry = draft.Current(request.FolderNo, committed)!.Value;
            if (move)
            {
                draft.Expunge(request.FolderNo, entry);
            }

            sources.Add(entry.Uid);
            targets.Add(draft.Add(target.FolderNo, new NewMessage(
                entry.Blob, summary, entry.Flags, entry.Keywords, entry.InternalDate, null, move ? entry.MessageNo : null)));
        }

        _result = new CopyResult(target.UidValidity, [.. sources], [.. targets]);
    }

    protected override CopyResult Result(MailboxModel committed) => _result!;

    private static void CheckRoom(MailboxDraft draft, List<(MessageEntry Entry, ReadOnlyMemory<byte> Summary)> live)
    {
        var bytes = live.Sum(f => (long)f.Entry.Size);
        var quota = draft.Quota;
        if ((quota.MaxBytes > 0 && draft.UsedBytes + bytes > quota.MaxBytes)
            || (quota.MaxMessages > 0 && draft.UsedMessages + live.Count > quota.MaxMessages))
        {
            throw new MailException(MailErrorCode.ResourceExhausted, "The mailbox is full.");
        }
    }
}
