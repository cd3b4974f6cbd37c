using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Folders;

/// <summary>The folder that a session has selected, as its client knows it.</summary>
internal sealed class SelectedFolder(FolderView view, bool isReadOnly)
{
    private const int PageOfMessages = 8192;

    public int FolderNo { get; } = view.FolderNo;

    public FolderName Name { get; } = view.Name;

    public uint UidValidity { get; } = view.UidValidity;

    public bool IsReadOnly { get; } = isReadOnly;

    public MessageTable Messages { get; } = new();

    /// <summary>Every change up to here is in <see cref="Messages"/> or <see cref="Gone"/>.</summary>
    public long ModSeq { get; set; }

    /// <summary>Messages that are gone but still have their numbers, since the client may not be told yet.</summary>
    public UidSet Gone { get; set; } = UidSet.Empty;

    /// <summary>
    /// The client was last told of new or gone messages in the midst of a command that was about something else. That is where
    /// RFC 3501 section 7.4.1 lets a server tell it, and where Thunderbird does not look: mail that came in a burst stayed unseen.
    /// </summary>
    public bool WasToldAside { get; set; }

    /// <summary>Keywords seen in the folder.</summary>
    public HashSet<string> Keywords { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the folder as of one moment: its pages, and what changed while they were read.</summary>
    public static async Task<(SelectedFolder Folder, FolderView View)> OpenAsync(IMailboxGrain mailbox, FolderView view, bool isReadOnly)
    {
        var folder = new SelectedFolder(view, isReadOnly) { ModSeq = long.MaxValue };
        for (uint next = 1; next != 0;)
        {
            var pages = await mailbox.ReadMessagesAsync(view.FolderNo, next, PageOfMessages).ConfigureAwait(false);
            folder.Messages.AddShared(pages.Pages);
            folder.Keywords.UnionWith(pages.Keywords);
            folder.ModSeq = Math.Min(folder.ModSeq, pages.ModSeq);
            next = pages.NextUid;
        }

        var changes = await FolderChangeReader.ReadAsync(folder, mailbox).ConfigureAwait(false);
        folder.DropGone();
        return (folder, changes.View);
    }

    /// <summary>
    /// The positions that a set names, as ranges with both ends, ascending; false if it names a sequence number beyond the last
    /// (RFC 3501 section 9). UIDs that are not there are passed over.
    /// </summary>
    public bool TryResolve(ImapSequenceSet set, bool byUid, out List<(int From, int To)> positions)
    {
        positions = [];
        if (byUid)
        {
            foreach (var (low, high) in set.Resolve(Messages.LastUid))
            {
                var from = Messages.LowerBound(low);
                var to = (high == uint.MaxValue ? Messages.Count : Messages.LowerBound(high + 1)) - 1;
                if (to >= from)
                {
                    positions.Add((from, to));
                }
            }

            return true;
        }

        foreach (var range in set.Ranges)
        {
            var hasStar = range.First == ImapRange.Star || range.Last == ImapRange.Star;
            if (!hasStar && Math.Max(range.First, range.Last) > (uint)Messages.Count)
            {
                return false;
            }
        }

        foreach (var (low, high) in set.Resolve((uint)Messages.Count))
        {
            var to = (int)Math.Min(high, (uint)Messages.Count) - 1;
            if (low - 1 <= to)
            {
                positions.Add(((int)low - 1, to));
            }
        }

        return true;
    }

    /// <summary>Whether a set of UIDs names one above the last that is known here.</summary>
    public bool IsBehind(ImapSequenceSet uids)
    {
        var last = Messages.LastUid;
        return uids.Ranges.Any(r => (r.First != ImapRange.Star && r.First > last) || (r.Last != ImapRange.Star && r.Last > last));
    }

    /// <summary>The UIDs at some positions. Between two of them there is no other live message.</summary>
    public UidSet UidsAt(List<(int From, int To)> positions) =>
        UidSet.From(positions.Select(p => new UidRange(Messages[p.From].Uid, Messages[p.To].Uid)));

    /// <summary>Takes out what is gone; the positions it had.</summary>
    public List<int> DropGone()
    {
        if (Gone.IsEmpty)
        {
            return [];
        }

        var removed = Messages.Remove(Gone);
        Gone = UidSet.Empty;
        return removed;
    }

    /// <summary>Notes the keywords of a message; true if there was a new one.</summary>
    public bool Learn(in MessageEntry entry)
    {
        var isNew = false;
        if (!entry.Keywords.IsDefaultOrEmpty)
        {
            foreach (var keyword in entry.Keywords)
            {
                isNew |= Keywords.Add(keyword);
            }
        }

        return isNew;
    }
}
