using System.Collections.Immutable;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox.Model;

/// <summary>Finds pages of a folder: in memory, or from the store, where a commit may pass while it reads.</summary>
internal sealed class PageReader(IMailboxStore store, MailboxModel model)
{
    /// <summary>Rows read from the store at once.</summary>
    private const int Stride = 4096;
    private const int BlocksBelow = (Stride / (int)MessageBlock.Size) - 2;

    /// <summary>Non-empty blocks from a UID on until at least <paramref name="most"/> messages are there or the folder ends.</summary>
    /// <returns>The blocks, cut to start at the UID, and the UID to go on at (0: the end).</returns>
    public async ValueTask<(ImmutableArray<ImmutableArray<MessageEntry>> Pages, uint NextUid)> ReadAsync(int folderNo, uint fromUid, int most)
    {
        var pages = ImmutableArray.CreateBuilder<ImmutableArray<MessageEntry>>();
        var folder = model.Folder(folderNo);
        var count = 0;
        var uid = Math.Max(1, fromUid);
        while (uid < folder.Image.UidNext)
        {
            if (count >= most)
            {
                return (pages.DrainToImmutable(), uid);
            }

            var block = await BlockAsync(folder, MessageBlock.Of(uid));
            var cut = Cut(block, uid);
            if (!cut.IsEmpty)
            {
                pages.Add(cut);
                count += cut.Length;
            }

            uid = (MessageBlock.Of(uid) + 1) * MessageBlock.Size;
        }

        return (pages.DrainToImmutable(), 0);
    }

    /// <summary>Live messages below a UID, descending.</summary>
    public async ValueTask<ImmutableArray<MessageEntry>> ReadNewestAsync(int folderNo, uint beforeUid, int most)
    {
        var folder = model.Folder(folderNo);
        var newest = ImmutableArray.CreateBuilder<MessageEntry>();
        var before = Math.Min(beforeUid, folder.Image.UidNext);
        for (var b = before < 2 ? -1L : MessageBlock.Of(before - 1); b >= 0 && newest.Count < most; b--)
        {
            if (!folder.Pages.TryGet((uint)b, out _))
            {
                // The store reads upwards: begin far enough below that one answer brings the blocks that come next.
                await BlockAsync(folder, (uint)Math.Max(0, b - BlocksBelow));
            }

            var block = await BlockAsync(folder, (uint)b);
            for (var i = block.Length - 1; i >= 0 && newest.Count < most; i--)
            {
                if (block[i].Uid < before)
                {
                    newest.Add(block[i]);
                }
            }
        }

        return newest.DrainToImmutable();
    }

    /// <summary>Live messages of a set, ascending.</summary>
    public async ValueTask<List<MessageEntry>> FindAsync(int folderNo, UidSet uids)
    {
        var folder = model.Folder(folderNo);
        var found = new List<MessageEntry>();
        foreach (var range in uids.Ranges)
        {
            var last = Math.Min(range.Last, folder.Image.UidNext - 1);
            for (var b = MessageBlock.Of(range.First); range.First <= last && b <= MessageBlock.Of(last); b++)
            {
                foreach (var entry in await BlockAsync(folder, b))
                {
                    if (range.Contains(entry.Uid))
                    {
                        found.Add(entry);
                    }
                }
            }
        }

        return found;
    }

    private static ImmutableArray<MessageEntry> Cut(ImmutableArray<MessageEntry> block, uint fromUid)
    {
        var index = MessageBlock.IndexOf(block, fromUid);
        index = index < 0 ? ~index : index;
        return index == 0 ? block : block[index..];
    }

    private async ValueTask<ImmutableArray<MessageEntry>> BlockAsync(FolderModel folder, uint block)
    {
        if (folder.Pages.TryGet(block, out var known))
        {
            return known;
        }

        while (true)
        {
            var before = folder.Image.HighestModSeq;
            var first = MessageBlock.UidsOf(block).First;
            var wanted = new UidRange(first, Math.Max(first, folder.Image.UidNext - 1));
            var rows = await store.ReadMessagesAsync(model.Image.AccountKey, folder.Image.FolderNo, wanted, Stride, CancellationToken.None);
            if (!folder.Recent.Covers(before))
            {
                continue;
            }

            model.Trim(folder.Image.FolderNo);
            Keep(folder, block, wanted, rows, before);
            if (folder.Pages.TryGet(block, out known))
            {
                return known;
            }
        }
    }

    private static void Keep(FolderModel folder, uint firstBlock, UidRange wanted, ImmutableArray<MessageEntry> rows, long before)
    {
        // Of a full answer the last block may be cut off: it is left unknown, unless it is the one asked for (256 < Stride, so it is whole).
        var full = rows.Length == Stride;
        var lastBlock = full ? MessageBlock.Of(rows[^1].Uid) - 1 : MessageBlock.Of(wanted.Last);
        var missed = folder.Recent.After(before).ToArray().ToLookup(c => MessageBlock.Of(c.Entry.Uid));
        foreach (ref readonly var entry in rows.AsSpan())
        {
            folder.Learn(entry);
        }

        var at = 0;
        for (var b = firstBlock; b <= lastBlock; b++)
        {
            var start = at;
            while (at < rows.Length && MessageBlock.Of(rows[at].Uid) == b)
            {
                at++;
            }

            if (!folder.Pages.TryGet(b, out _))
            {
                var entries = rows.Slice(start, at - start);
                folder.Pages.Put(b, missed.Contains(b) ? MessageBlock.Apply(entries, [.. missed[b]]) : entries);
            }
        }
    }
}
