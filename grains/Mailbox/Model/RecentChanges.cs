namespace Mail.Grains.Mailbox.Model;

/// <summary>
/// The youngest lines of a folder's change log, by ascending MODSEQ: what idle clients ask for, and what brings a page that was read
/// from the store during a commit up to date. Bounded; older lines are in the store.
/// </summary>
internal sealed class RecentChanges(long since)
{
    public const int Most = 4096;

    private readonly Queue<FolderChange> _lines = new();

    /// <summary>Every change after this MODSEQ is here.</summary>
    public long Since { get; private set; } = since;

    public bool Covers(long sinceModSeq) => sinceModSeq >= Since;

    public void Add(in FolderChange change)
    {
        _lines.Enqueue(change);
        while (_lines.Count > Most)
        {
            Since = _lines.Dequeue().Entry.ModSeq;
        }
    }

    /// <summary>Lines after a MODSEQ that <see cref="Covers"/>.</summary>
    public IEnumerable<FolderChange> After(long sinceModSeq) => _lines.SkipWhile(c => c.Entry.ModSeq <= sinceModSeq);
}
