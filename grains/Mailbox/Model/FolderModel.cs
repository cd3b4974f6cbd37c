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

    public UidRange AllUids => new(1, Math.Max(1, Image.UidNext - 1));

    public void Apply(FolderImage committed, IReadOnlyCollection<FolderChange> changes)
    {
        Image = committed;
        Pages.Apply(changes);
        foreach (var change in changes)
        {
            Recent.Add(change);
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
