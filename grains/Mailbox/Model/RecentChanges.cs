using System.Runtime.InteropServices;

namespace Mail.Grains.Mailbox.Model;

/// <summary>
/// The youngest lines of a folder's change log, by ascending MODSEQ: what idle clients ask for, and what brings a page that was read
/// from the store during a commit up to date. Bounded; older lines are in the store.
/// </summary>
internal sealed class RecentChanges(long since)
{
    /// <summary>Lines that are kept; half as many more come and go together.</summary>
    public const int Most = 4096;

    private readonly List<FolderChange> _lines = [];

    /// <summary>Every change after this MODSEQ is here.</summary>
    public long Since { get; private set; } = since;

    public bool Covers(long sinceModSeq) => sinceModSeq >= Since;

    public void Add(in FolderChange change)
    {
        _lines.Add(change);
        if (_lines.Count > Most + (Most / 2))
        {
            var gone = _lines.Count - Most;
            Since = _lines[gone - 1].Entry.ModSeq;
            _lines.RemoveRange(0, gone);
        }
    }

    /// <summary>Lines after a MODSEQ that <see cref="Covers"/>; valid until the next is added.</summary>
    public ReadOnlySpan<FolderChange> After(long sinceModSeq)
    {
        var lines = CollectionsMarshal.AsSpan(_lines);
        int low = 0, high = lines.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (lines[middle].Entry.ModSeq <= sinceModSeq)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return lines[low..];
    }
}
