using System.Globalization;
using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>COPY, and MOVE in one commit (RFC 6851). A copy is a new message; a moved one keeps its number.</summary>
internal sealed class CopyMutation(CopyMessages request, bool move) : MailboxMutation<CopyResult>, IKeyedMutation
{
    private List<(MessageEntry Entry, ReadOnlyMemory<byte> Summary)> _found = [];
    private List<(uint Source, uint Target)>? _there;
    private CopyResult? _result;

    public IngestId? Key => request.Key;

    public bool IsDoubtful { get; set; } = request.Again;

    // All that a key made was made in one commit.
    public void WasThere(IEnumerable<KnownDelivery> known) => _there =
        [.. known.Select(k => (Source: uint.Parse(k.Key.Recipient, CultureInfo.InvariantCulture), Target: k.Uid)).OrderBy(p => p.Source)];

    public override async ValueTask PrepareAsync(MailboxReader reader) =>
        _found = _there is null ? await reader.FindWithSummariesAsync(request.FolderNo, request.Uids) : [];

    public override void Plan(MailboxDraft draft)
    {
        var target = draft.Folder(request.Target);
        if ((_there ?? Planned(draft)) is { Count: > 0 } there)
        {
            _result = new CopyResult(target.UidValidity, [.. there.Select(p => p.Source)], [.. there.Select(p => p.Target)]);
            return;
        }

        draft.Folder(request.FolderNo);
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
                entry.Blob, summary, entry.Flags, entry.Keywords, entry.InternalDate, KeyOf(entry.Uid), move ? entry.MessageNo : null)));
        }

        _result = new CopyResult(target.UidValidity, [.. sources], [.. targets]);
    }

    protected override CopyResult Result(MailboxModel committed) => _result!;

    /// <summary>What the same request, asked for twice at once, has put into this very commit.</summary>
    private List<(uint Source, uint Target)> Planned(MailboxDraft draft)
    {
        var planned = new List<(uint Source, uint Target)>();
        foreach (var (entry, _) in _found)
        {
            if (KeyOf(entry.Uid) is { } key && draft.TryDelivery(key, out var place))
            {
                planned.Add((entry.Uid, place.Uid));
            }
        }

        return planned;
    }

    /// <summary>The source's UID stands where a delivery has its recipient.</summary>
    private DeliveryKey? KeyOf(uint uid) => request.Key is { } key ? new DeliveryKey(key, uid.ToString(CultureInfo.InvariantCulture)) : null;

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
