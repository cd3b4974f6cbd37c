using System.Collections.Immutable;
using Mail.Contracts.Errors;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox.Model;

/// <summary>The mailbox as last committed: what readers see. Changed only by <see cref="Apply"/>, after the store has said yes.</summary>
internal sealed class MailboxModel
{
    private readonly SortedDictionary<int, FolderModel> _folders = [];
    private readonly PageBudget _budget;

    public MailboxModel(MailboxImage image, int mostEntries)
    {
        Image = image with { Folders = [], Subscriptions = [] };
        _budget = new PageBudget(mostEntries);
        Subscriptions = [.. image.Subscriptions];
        foreach (var folder in image.Folders)
        {
            _folders[folder.FolderNo] = new FolderModel(folder, _budget);
        }
    }

    /// <summary>Account-wide values; its folder list is not kept, see <see cref="Folders"/>.</summary>
    public MailboxImage Image { get; private set; }

    public IReadOnlyCollection<FolderModel> Folders => _folders.Values;

    public ImmutableHashSet<FolderName> Subscriptions { get; private set; }

    /// <exception cref="MailException">NotFound.</exception>
    public FolderModel Folder(int folderNo) => _folders.TryGetValue(folderNo, out var folder)
        ? folder
        : throw MailException.NotFound("The folder does not exist any more.");

    public bool TryFolder(int folderNo, out FolderModel? folder) => _folders.TryGetValue(folderNo, out folder);

    /// <exception cref="MailException">NotFound.</exception>
    public FolderModel Folder(FolderName name) =>
        Find(name) ?? throw MailException.NotFound($"There is no folder '{name}'.");

    public FolderModel? Find(FolderName name) => _folders.Values.FirstOrDefault(f => f.Image.Name == name);

    /// <summary>Makes a durable change visible.</summary>
    public void Apply(MailboxCommit commit, IReadOnlyDictionary<int, List<FolderChange>> changes)
    {
        Image = Image with
        {
            ModSeq = commit.ModSeq,
            NextMessageNo = commit.NextMessageNo,
            NextFolderNo = commit.NextFolderNo,
            LastUidValidity = commit.LastUidValidity,
            UsedBytes = commit.UsedBytes,
            UsedMessages = commit.UsedMessages,
            Quota = commit.Quota,
        };
        Subscriptions = Subscriptions.Union(commit.Subscribed).Except(commit.Unsubscribed);
        foreach (var removed in commit.RemovedFolders)
        {
            if (_folders.Remove(removed, out var gone))
            {
                gone.Pages.Clear();
            }
        }

        foreach (var image in commit.Folders)
        {
            ApplyFolder(image, changes.TryGetValue(image.FolderNo, out var lines) ? lines : []);
        }
    }

    /// <summary>Keeps memory bounded: forgets the pages of all folders but the one in use, and then that one's, too.</summary>
    public void Trim(int inUse)
    {
        foreach (var folder in _folders.Values.Where(f => f.Image.FolderNo != inUse))
        {
            if (_budget.IsExceeded)
            {
                folder.Pages.Clear();
            }
        }

        if (_budget.IsExceeded && _folders.TryGetValue(inUse, out var last))
        {
            last.Pages.Clear();
        }
    }

    private void ApplyFolder(FolderImage image, List<FolderChange> lines)
    {
        if (!_folders.TryGetValue(image.FolderNo, out var folder))
        {
            // A new folder's log starts empty: all that is ever in it passes through here.
            _folders[image.FolderNo] = folder = new FolderModel(image with { HighestModSeq = 0 }, _budget);
        }

        folder.Apply(image, lines);
    }
}
