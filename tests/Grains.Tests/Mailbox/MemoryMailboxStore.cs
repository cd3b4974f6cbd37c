using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage;
using Mail.Storage.Mailboxes;
using Mail.Storage.Queue;

namespace Grains.Tests.Mailbox;

/// <summary>
/// A mailbox store in memory that keeps the port's promises and, from a seed, fails as real ones do: before a commit, and after
/// one whose answer is lost.
/// </summary>
internal sealed class MemoryMailboxStore(Random? faults = null, double faultRate = 0) : IMailboxStore
{
    private sealed record Row(int Folder, MessageEntry Entry, ReadOnlyMemory<byte> Summary, DeliveryKey? Delivery, bool Expunged);

    private readonly List<Row> _rows = [];
    private MailboxImage? _image;

    public int Commits { get; private set; }

    /// <summary>What commits wrote beside their changes.</summary>
    public List<OutboxEvent> Events { get; } = [];

    /// <summary>Completes before each read of message rows; lets a test put a commit between request and answer.</summary>
    public Func<Task> BeforeRead { get; set; } = () => Task.CompletedTask;

    public MailboxImage Image => _image!;

    public ValueTask CreateAsync(NewMailbox mailbox, CancellationToken cancellation)
    {
        _image ??= new MailboxImage(
            1, mailbox.Account, mailbox.Tenant, 1, 1, mailbox.Folders.Length + 1, mailbox.UidValidity, 0, 0, mailbox.Quota,
            [.. mailbox.Folders.Select((f, i) => new FolderImage(i + 1, f.Name, f.Use, mailbox.UidValidity, 1, 1, 0, 0, 0, 0))],
            [.. mailbox.Folders.Select(f => f.Name)]);
        return ValueTask.CompletedTask;
    }

    public ValueTask<MailboxImage?> LoadAsync(AccountId account, CancellationToken cancellation) => ValueTask.FromResult(_image);

    public ValueTask DeleteAsync(AccountId account, CancellationToken cancellation)
    {
        _rows.Clear();
        _image = null;
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> ListenAsync(AccountId account, DateTimeOffset until, CancellationToken cancellation) => ValueTask.FromResult(_image is not null);

    public async ValueTask<CommitOutcome> CommitAsync(MailboxCommit commit, CancellationToken cancellation)
    {
        await Task.Yield();
        Fault("before");
        if (commit.ExpectedModSeq != Image.ModSeq)
        {
            return CommitOutcome.Stale;
        }

        var known = _rows.Select(r => r.Delivery).OfType<DeliveryKey>().ToHashSet();
        var given = commit.Added.Where(a => a.Ingest is not null).Select(a => new DeliveryKey(a.Ingest!.Value, a.Recipient!)).ToList();
        if (given.Any(known.Contains) || given.Distinct().Count() != given.Count)
        {
            return CommitOutcome.Duplicate;
        }

        Apply(commit);
        Events.AddRange(commit.Outbox);
        Commits++;
        Fault("after");
        return CommitOutcome.Committed;
    }

    public async ValueTask<ImmutableArray<MessageEntry>> ReadMessagesAsync(
        long accountKey, int folderNo, UidRange range, int most, CancellationToken cancellation)
    {
        var answer = Live(folderNo).Select(r => r.Entry).Where(e => range.Contains(e.Uid)).OrderBy(e => e.Uid).Take(most).ToImmutableArray();
        await BeforeRead();
        return answer;
    }

    public ValueTask<ImmutableArray<MessageSummaryRow>> ReadSummariesAsync(
        long accountKey, int folderNo, UidRange range, int most, CancellationToken cancellation) =>
        ValueTask.FromResult(Live(folderNo).Where(r => range.Contains(r.Entry.Uid)).OrderBy(r => r.Entry.Uid).Take(most)
            .Select(r => new MessageSummaryRow(r.Entry.Uid, r.Summary)).ToImmutableArray());

    public ValueTask<ImmutableArray<ChangeRow>> ReadChangesAsync(
        long accountKey, int folderNo, long sinceModSeq, int most, CancellationToken cancellation) =>
        ValueTask.FromResult(_rows.Where(r => r.Folder == folderNo && r.Entry.ModSeq > sinceModSeq)
            .OrderBy(r => r.Entry.ModSeq).ThenBy(r => r.Entry.Uid).Take(most).Select(r => new ChangeRow(r.Entry, r.Expunged)).ToImmutableArray());

    public ValueTask<ImmutableArray<KnownDelivery>> FindDeliveriesAsync(
        long accountKey, ImmutableArray<IngestId> ingests, CancellationToken cancellation) =>
        ValueTask.FromResult(_rows.Where(r => r.Delivery is { } d && ingests.Contains(d.Ingest))
            .Select(r => new KnownDelivery(r.Delivery!.Value, r.Folder, r.Entry.Uid)).ToImmutableArray());

    public ValueTask<uint?> FindFirstUnseenAsync(long accountKey, int folderNo, CancellationToken cancellation) =>
        ValueTask.FromResult(Live(folderNo).Where(r => (r.Entry.Flags & MessageFlags.Seen) == 0)
            .OrderBy(r => r.Entry.Uid).Select(r => (uint?)r.Entry.Uid).FirstOrDefault());

    public ValueTask<ImmutableArray<uint>> FindDeletedAsync(long accountKey, int folderNo, int most, CancellationToken cancellation) =>
        ValueTask.FromResult(Live(folderNo).Where(r => (r.Entry.Flags & MessageFlags.Deleted) != 0)
            .Select(r => r.Entry.Uid).Order().Take(most).ToImmutableArray());

    public IEnumerable<MessageEntry> LiveEntries(int folderNo) => Live(folderNo).Select(r => r.Entry).OrderBy(e => e.Uid);

    private IEnumerable<Row> Live(int folderNo) => _rows.Where(r => r.Folder == folderNo && !r.Expunged);

    private void Fault(string when)
    {
        if (faults is not null && faults.NextDouble() < faultRate)
        {
            throw new StoreUnavailableException($"injected fault {when} the commit");
        }
    }

    private void Apply(MailboxCommit commit)
    {
        _rows.RemoveAll(r => commit.RemovedFolders.Contains(r.Folder));
        foreach (var change in commit.Flags)
        {
            Replace(change.FolderNo, change.Uid, r => r with
            {
                Entry = r.Entry with { ModSeq = change.ModSeq, Flags = change.Flags, Keywords = change.Keywords },
            });
        }

        foreach (var gone in commit.Expunged)
        {
            Replace(gone.FolderNo, gone.Uid, r => r with { Entry = r.Entry with { ModSeq = gone.ModSeq }, Expunged = true });
        }

        _rows.AddRange(commit.Added.Select(a => new Row(
            a.FolderNo, a.Entry, a.Summary, a.Ingest is { } ingest ? new DeliveryKey(ingest, a.Recipient!) : null, false)));
        var folders = Image.Folders.ToDictionary(f => f.FolderNo);
        commit.RemovedFolders.ToList().ForEach(f => folders.Remove(f));
        commit.Folders.ToList().ForEach(f => folders[f.FolderNo] = f);
        _image = Image with
        {
            ModSeq = commit.ModSeq,
            NextMessageNo = commit.NextMessageNo,
            NextFolderNo = commit.NextFolderNo,
            LastUidValidity = commit.LastUidValidity,
            UsedBytes = commit.UsedBytes,
            UsedMessages = commit.UsedMessages,
            Quota = commit.Quota,
            Folders = [.. folders.Values.OrderBy(f => f.FolderNo)],
            Subscriptions = [.. Image.Subscriptions.Union(commit.Subscribed).Except(commit.Unsubscribed)],
        };
    }

    private void Replace(int folder, uint uid, Func<Row, Row> change)
    {
        var index = _rows.FindIndex(r => r.Folder == folder && r.Entry.Uid == uid && !r.Expunged);
        Assert.True(index >= 0, $"the commit changes {folder}/{uid}, which is not live");
        _rows[index] = change(_rows[index]);
    }
}
