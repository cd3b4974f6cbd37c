using Mail.Contracts.Mailboxes;

namespace Mail.Grains.Mailbox.Events;

/// <summary>The youngest changes of a mailbox without a gap between them. Bounded: what is older is derived from the mailbox.</summary>
internal sealed class RecentEvents
{
    public const int Most = 256;

    private readonly Queue<MailboxChanged> _changes = new();

    /// <summary>Every change after this one up to <see cref="Newest"/> is here.</summary>
    public long Since { get; private set; }

    public long Newest { get; private set; }

    /// <summary>False if it was known, as repeated events are.</summary>
    public bool TryAdd(MailboxChanged change)
    {
        if (change.ModSeq <= Newest)
        {
            return false;
        }

        if (change.ModSeq != Newest + 1)
        {
            _changes.Clear();
            Since = change.ModSeq - 1;
        }

        Newest = change.ModSeq;
        _changes.Enqueue(change);
        if (_changes.Count > Most)
        {
            Since = _changes.Dequeue().ModSeq;
        }

        return true;
    }

    public bool Covers(long after) => _changes.Count > 0 && after >= Since && after <= Newest;

    public IEnumerable<MailboxChanged> After(long modSeq) => _changes.Where(c => c.ModSeq > modSeq);
}
