using System.Collections.Immutable;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox.Model;

/// <summary>Reads of one mailbox: committed state only; never waits for a write.</summary>
internal sealed class MailboxReader(IMailboxStore store, MailboxModel model)
{
    private const int SummariesAtOnce = 500;
    private const uint NearUids = 8;

    public MailboxModel Model => model;

    public PageReader Pages { get; } = new(store, model);

    public ValueTask<ImmutableArray<MessageSummaryRow>> SummariesAsync(int folderNo, UidRange range, int most)
    {
        model.Folder(folderNo);
        return store.ReadSummariesAsync(model.Image.AccountKey, folderNo, range, most, CancellationToken.None);
    }

    /// <summary>From the pages in memory, going on where the last search ended, else from the store.</summary>
    public ValueTask<uint?> FirstUnseenAsync(int folderNo)
    {
        var folder = model.Folder(folderNo);
        if (folder.Image.Unseen == 0)
        {
            return new ValueTask<uint?>((uint?)null);
        }

        for (var block = MessageBlock.Of(folder.SeenBelow); folder.Pages.TryGet(block, out var entries); block++)
        {
            foreach (ref readonly var entry in entries.AsSpan())
            {
                if ((entry.Flags & MessageFlags.Seen) == 0)
                {
                    folder.SeenBelow = entry.Uid;
                    return new ValueTask<uint?>(entry.Uid);
                }
            }
        }

        return store.FindFirstUnseenAsync(model.Image.AccountKey, folderNo, CancellationToken.None);
    }

    public async ValueTask<List<(MessageEntry Entry, ReadOnlyMemory<byte> Summary)>> FindWithSummariesAsync(int folderNo, UidSet uids)
    {
        var entries = await Pages.FindAsync(folderNo, uids);
        var summaries = new Dictionary<uint, ReadOnlyMemory<byte>>(entries.Count);
        for (var next = 0; next < entries.Count;)
        {
            // Every other message of a folder is a range each: what lies between near ones is read rather than a query made for each.
            var first = next++;
            while (next < entries.Count && next - first < SummariesAtOnce && entries[next].Uid - entries[next - 1].Uid <= NearUids)
            {
                next++;
            }

            var range = new UidRange(entries[first].Uid, entries[next - 1].Uid);
            foreach (var row in await SummariesAsync(folderNo, range, (int)range.Count))
            {
                summaries[row.Uid] = row.Summary;
            }
        }

        return entries.ConvertAll(e => (e, summaries.GetValueOrDefault(e.Uid)));
    }

    public async ValueTask<List<MessageEntry>> FindDeletedAsync(int folderNo, UidSet? only)
    {
        if (only is { } set)
        {
            return await Pages.FindAsync(folderNo, set);
        }

        var folder = model.Folder(folderNo);
        if (folder.Image.Deleted == 0)
        {
            return [];
        }

        var uids = await store.FindDeletedAsync(model.Image.AccountKey, folderNo, MailboxLimits.MessagesAtOnce, CancellationToken.None);
        return await Pages.FindAsync(folderNo, UidSet.From(uids));
    }

    /// <summary>From memory where the recent lines reach back far enough, else from the store.</summary>
    public async ValueTask<FolderChanges> ChangesAsync(int folderNo, long sinceModSeq, int most)
    {
        var folder = model.Folder(folderNo);
        if (folder.Recent.Covers(sinceModSeq))
        {
            return Compose(folder, folder.Recent.After(sinceModSeq).ToArray(), folder.Image.HighestModSeq, more: false);
        }

        var (rows, more) = await ReadLogAsync(folderNo, sinceModSeq, most);
        var upTo = rows.IsEmpty ? sinceModSeq : rows[^1].Entry.ModSeq;
        return Compose(model.Folder(folderNo), rows.Select(r => new FolderChange(r.Entry, r.Expunged)), upTo, more);
    }

    /// <summary>Whole groups of one MODSEQ, so that a reader can go on from the last one without a gap.</summary>
    private async ValueTask<(ImmutableArray<ChangeRow> Rows, bool More)> ReadLogAsync(int folderNo, long since, int most)
    {
        while (true)
        {
            var rows = await store.ReadChangesAsync(model.Image.AccountKey, folderNo, since, most, CancellationToken.None);
            if (rows.Length < most)
            {
                return (rows, false);
            }

            var last = rows[^1].Entry.ModSeq;
            var whole = rows.TakeWhile(r => r.Entry.ModSeq < last).ToImmutableArray();
            if (!whole.IsEmpty)
            {
                return (whole, true);
            }

            most *= 4;
        }
    }

    private static FolderChanges Compose(FolderModel folder, IEnumerable<FolderChange> lines, long upTo, bool more)
    {
        var last = new SortedDictionary<uint, FolderChange>();
        foreach (var line in lines)
        {
            last[line.Entry.Uid] = line;
        }

        return new FolderChanges(
            [.. last.Values.Where(c => !c.Expunged).Select(c => c.Entry)],
            UidSet.From(last.Values.Where(c => c.Expunged).Select(c => c.Entry.Uid)),
            upTo,
            more,
            folder.View());
    }
}
