using System.Collections.Immutable;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox.Model;

/// <summary>A folder as last committed.</summary>
internal sealed class FolderModel(FolderImage image, PageBudget budget)
{
    public FolderImage Image { get; private set; } = image;

    public FolderPages Pages { get; } = new(budget);

    public RecentChanges Recent { get; } = new(image.HighestModSeq);

    /// <summary>No message below this UID lacks <c>\Seen</c>; a bound, for the search of the first that does.</summary>
    public uint SeenBelow { get; set; } = 1;

    /// <summary>Keywords of the messages that were in memory or changed since the activation began.</summary>
    public ImmutableHashSet<string> Keywords { get; private set; } = ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    public UidRange AllUids => new(1, Math.Max(1, Image.UidNext - 1));

    public void Apply(FolderImage committed, IReadOnlyCollection<FolderChange> changes)
    {
        Image = committed;
        Pages.Apply(changes);
        foreach (var change in changes)
        {
            Recent.Add(change);
            Learn(change.Entry);
            if (change.Entry.Uid < SeenBelow && (change.Entry.Flags & MessageFlags.Seen) == 0)
            {
                SeenBelow = change.Entry.Uid;
            }
        }
    }

    public void Learn(in MessageEntry entry)
    {
        if (!entry.Keywords.IsDefaultOrEmpty)
        {
            Keywords = Keywords.Union(entry.Keywords);
        }
    }

    public FolderView View() => new(
        Image.FolderNo,
        Image.Name,
        Image.Use,
        Image.UidValidity,
        Image.UidNext,
        Image.HighestModSeq,
        Image.Messages,
        Image.Unseen,
        Image.Deleted,
        Image.Bytes);
}
