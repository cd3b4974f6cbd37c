using System.Collections.Immutable;
using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>Changes flags (RFC 9051 §6.4.6), on condition of an unchanged MODSEQ where asked (RFC 7162 §3.1.3).</summary>
internal sealed class StoreFlagsMutation(StoreFlags request) : MailboxMutation<StoreFlagsResult>
{
    private List<MessageEntry> _found = [];
    private StoreFlagsResult? _result;

    public override async ValueTask PrepareAsync(MailboxReader reader) =>
        _found = await reader.Pages.FindAsync(request.FolderNo, request.Uids);

    public override void Plan(MailboxDraft draft)
    {
        draft.Folder(request.FolderNo);
        var live = _found.Select(e => draft.Current(request.FolderNo, e)).OfType<MessageEntry>().ToList();
        var targets = live.ConvertAll(Target);
        if (targets.Exists(t => t.Keywords.Length > Keywords.MostPerMessage))
        {
            throw new MailException(
                MailErrorCode.ResourceExhausted, $"A message can have at most {Keywords.MostPerMessage} keywords.");
        }

        var messages = ImmutableArray.CreateBuilder<MessageEntry>(live.Count);
        var refused = new List<uint>();
        for (var i = 0; i < live.Count; i++)
        {
            if (request.UnchangedSince is { } since && live[i].ModSeq > since)
            {
                refused.Add(live[i].Uid);
                continue;
            }

            var same = live[i].Flags == targets[i].Flags && Keywords.Same(live[i].Keywords, targets[i].Keywords);
            messages.Add(same ? live[i] : draft.SetFlags(request.FolderNo, live[i], targets[i].Flags, targets[i].Keywords));
        }

        _result = new StoreFlagsResult(messages.DrainToImmutable(), UidSet.From(refused));
    }

    protected override StoreFlagsResult Result(MailboxModel committed) => _result!;

    private (MessageFlags Flags, ImmutableArray<string> Keywords) Target(MessageEntry entry) => (
        request.Operation switch
        {
            FlagOperation.Replace => request.Flags,
            FlagOperation.Add => entry.Flags | request.Flags,
            _ => entry.Flags & ~request.Flags,
        },
        Keywords.Apply(entry.Keywords, request.Operation, request.Keywords));
}
