using System.Collections.Immutable;
using Mail.Contracts.Mailboxes;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox.Events;

/// <summary>What a listener missed: from the recent events where they reach back, the rest from the folders' own HIGHESTMODSEQ.</summary>
internal static class MissedEvents
{
    /// <summary>Changes that are derived at most; older ones are put together.</summary>
    public const int MostDerived = 128;

    public static ImmutableArray<MailboxChanged> Find(RecentEvents recent, MailboxImage mailbox, long after)
    {
        var missed = ImmutableArray.CreateBuilder<MailboxChanged>();
        var known = after;
        if (recent.Covers(after))
        {
            missed.AddRange(recent.After(after));
            known = recent.Newest;
        }

        if (known < mailbox.ModSeq)
        {
            missed.AddRange(Derive(mailbox, known));
        }

        return missed.DrainToImmutable();
    }

    /// <summary>The store keeps no MODSEQ of the folder list: the last change says that it may have changed.</summary>
    private static List<MailboxChanged> Derive(MailboxImage mailbox, long after)
    {
        var steps = mailbox.Folders.Where(f => f.HighestModSeq > after).GroupBy(f => f.HighestModSeq, f => f.FolderNo).OrderBy(g => g.Key).ToList();
        var first = steps.Take(Math.Max(0, steps.Count - MostDerived + 1)).ToList();
        var changes = new List<MailboxChanged>();
        if (first.Count > 0)
        {
            changes.Add(new MailboxChanged(first[^1].Key, [.. first.SelectMany(g => g).Order()], false));
        }

        changes.AddRange(steps.Skip(first.Count).Select(g => new MailboxChanged(g.Key, [.. g.Order()], false)));
        if (changes.Count > 0 && changes[^1].ModSeq == mailbox.ModSeq)
        {
            changes[^1] = changes[^1] with { FolderListChanged = true };
        }
        else
        {
            changes.Add(new MailboxChanged(mailbox.ModSeq, [], true));
        }

        return changes;
    }
}
