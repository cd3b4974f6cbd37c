using System.Collections.Immutable;
using Mail.Contracts.Errors;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Events;
using Mail.Storage.Mailboxes;
using Mail.Storage.Queue;

namespace Mail.Grains.Mailbox.Model;

/// <summary>
/// The next commit while it is being put together: all its changes carry one MODSEQ, one above the committed one. Methods check
/// first and change after, so a refused mutation leaves nothing behind. Nothing here is visible before the store has said yes.
/// </summary>
internal sealed class MailboxDraft
{
    private readonly MailboxModel _model;
    private readonly SortedDictionary<int, FolderImage> _folders = [];
    private readonly HashSet<int> _touched = [];
    private readonly List<int> _removed = [];
    private readonly Dictionary<(int Folder, uint Uid), FolderChange> _overlay = [];
    private readonly List<AddedMessage> _added = [];
    private readonly Dictionary<DeliveryKey, (int Folder, uint Uid)> _deliveries = [];
    private readonly HashSet<FolderName> _subscribed = [];
    private readonly HashSet<FolderName> _unsubscribed = [];
    private readonly MailboxImage _base;
    private bool _changed;

    public MailboxDraft(MailboxModel model, DateTimeOffset now)
    {
        _model = model;
        _base = model.Image;
        Now = now;
        (UsedBytes, UsedMessages, Quota) = (_base.UsedBytes, _base.UsedMessages, _base.Quota);
        (NextMessageNo, NextFolderNo, LastUidValidity) = (_base.NextMessageNo, _base.NextFolderNo, _base.LastUidValidity);
        foreach (var folder in model.Folders)
        {
            _folders[folder.Image.FolderNo] = folder.Image;
        }
    }

    public DateTimeOffset Now { get; }

    public long ModSeq => _base.ModSeq + 1;

    public long UsedBytes { get; private set; }

    public long UsedMessages { get; private set; }

    public MailQuota Quota { get; private set; }

    public long NextMessageNo { get; private set; }

    public int NextFolderNo { get; private set; }

    public uint LastUidValidity { get; private set; }

    public IEnumerable<FolderImage> Folders => _folders.Values;

    public bool IsEmpty => !_changed;

    public bool FolderListChanged { get; private set; }

    public FolderImage Inbox => _folders.Values.First(f => f.Name.IsInbox);

    /// <exception cref="MailException">NotFound.</exception>
    public FolderImage Folder(int folderNo) => _folders.TryGetValue(folderNo, out var folder)
        ? folder
        : throw MailException.NotFound("The folder does not exist any more.");

    /// <exception cref="MailException">NotFound.</exception>
    public FolderImage Folder(FolderName name) =>
        Find(name) ?? throw MailException.NotFound($"There is no folder '{name}'.");

    public FolderImage? Find(FolderName name) => _folders.Values.FirstOrDefault(f => f.Name == name);

    /// <summary>A committed entry as this draft has it, or null if the draft has removed it.</summary>
    public MessageEntry? Current(int folderNo, in MessageEntry committed) =>
        !_overlay.TryGetValue((folderNo, committed.Uid), out var change) ? committed
        : change.Expunged ? null
        : change.Entry;

    public bool TryDelivery(DeliveryKey key, out (int Folder, uint Uid) place) => _deliveries.TryGetValue(key, out place);

    /// <summary>Files a message under the next UID of a folder.</summary>
    public uint Add(int folderNo, NewMessage message)
    {
        var folder = Folder(folderNo);
        if (folder.UidNext == uint.MaxValue)
        {
            throw new MailException(MailErrorCode.ResourceExhausted, $"Folder '{folder.Name}' has used up its UIDs.");
        }

        var entry = new MessageEntry(
            folder.UidNext, ModSeq, message.MessageNo ?? NextMessageNo++, message.Flags, message.Keywords, message.InternalDate, message.Blob);
        _added.Add(new AddedMessage(folderNo, entry, message.Summary, message.Delivery?.Ingest, message.Delivery?.Recipient));
        _overlay[(folderNo, entry.Uid)] = new FolderChange(entry, Expunged: false);
        if (message.Delivery is { } key)
        {
            _deliveries[key] = (folderNo, entry.Uid);
        }

        Count(folder with { UidNext = folder.UidNext + 1 }, entry, +1);
        return entry.Uid;
    }

    /// <summary>Changes flags of a committed message that is live in this draft.</summary>
    public MessageEntry SetFlags(int folderNo, in MessageEntry current, MessageFlags flags, ImmutableArray<string> keywords)
    {
        var changed = current with { Flags = flags, Keywords = keywords, ModSeq = ModSeq };
        _overlay[(folderNo, current.Uid)] = new FolderChange(changed, Expunged: false);
        var folder = Folder(folderNo);
        Put(folder with
        {
            Unseen = folder.Unseen + Unseen(changed) - Unseen(current),
            Deleted = folder.Deleted + Deleted(changed) - Deleted(current),
        });
        return changed;
    }

    /// <summary>Removes a committed message that is live in this draft.</summary>
    public void Expunge(int folderNo, in MessageEntry current)
    {
        _overlay[(folderNo, current.Uid)] = new FolderChange(current with { ModSeq = ModSeq }, Expunged: true);
        Count(Folder(folderNo), current, -1);
    }

    /// <summary>Adds a folder; the caller has checked that the name is free.</summary>
    public FolderImage CreateFolder(FolderName name, SpecialUse use)
    {
        // UIDVALIDITY grows with the clock and never repeats in the account (RFC 9051 §2.3.1.1).
        LastUidValidity = Math.Max(LastUidValidity + 1, (uint)Now.ToUnixTimeSeconds());
        var folder = new FolderImage(NextFolderNo++, name, use, LastUidValidity, 1, ModSeq, 0, 0, 0, 0);
        Put(folder);
        FolderListChanged = true;
        return folder;
    }

    public void RemoveFolder(FolderImage folder)
    {
        _folders.Remove(folder.FolderNo);
        _touched.Remove(folder.FolderNo);
        _removed.Add(folder.FolderNo);
        UsedBytes -= folder.Bytes;
        UsedMessages -= folder.Messages;
        (_changed, FolderListChanged) = (true, true);
    }

    public void RenameFolder(FolderImage folder, FolderName name)
    {
        Put(folder with { Name = name });
        FolderListChanged = true;
    }

    public void SetSubscribed(FolderName name, bool subscribed)
    {
        if (_model.Subscriptions.Contains(name) == subscribed)
        {
            return;
        }

        (subscribed ? _subscribed : _unsubscribed).Add(name);
        (_changed, FolderListChanged) = (true, true);
    }

    public void SetQuota(MailQuota quota)
    {
        _changed |= Quota != quota;
        Quota = quota;
    }

    /// <summary>The commit, and the lines that it adds to the change log of each folder.</summary>
    public (MailboxCommit Commit, Dictionary<int, List<FolderChange>> Lines) ToCommit()
    {
        var fresh = _added.Select(a => (a.FolderNo, a.Entry.Uid)).ToHashSet();
        var changed = _overlay.Where(o => !fresh.Contains(o.Key)).ToList();
        var commit = new MailboxCommit
        {
            AccountKey = _base.AccountKey,
            ExpectedModSeq = _base.ModSeq,
            ModSeq = ModSeq,
            NextMessageNo = NextMessageNo,
            NextFolderNo = NextFolderNo,
            LastUidValidity = LastUidValidity,
            UsedBytes = UsedBytes,
            UsedMessages = UsedMessages,
            Quota = Quota,
            Folders = [.. _touched.Select(t => _folders[t])],
            RemovedFolders = [.. _removed],
            Added = [.. _added],
            Flags = [.. changed.Where(c => !c.Value.Expunged).Select(c => new FlagChange(
                c.Key.Folder, c.Key.Uid, ModSeq, c.Value.Entry.Flags, c.Value.Entry.Keywords))],
            Expunged = [.. changed.Where(c => c.Value.Expunged).Select(c => new ExpungedMessage(c.Key.Folder, c.Key.Uid, ModSeq))],
            Subscribed = [.. _subscribed],
            Unsubscribed = [.. _unsubscribed],
            Outbox = [Notice()],
        };
        var lines = _overlay.GroupBy(o => o.Key.Folder, o => o.Value)
            .ToDictionary(g => g.Key, g => g.OrderBy(c => c.Entry.Uid).ToList());
        return (commit, lines);
    }

    /// <summary>One for the whole commit, for those who listen.</summary>
    private OutboxEvent Notice() => new(
        MailboxEventsGrain.Stream, MailboxEventsGrain.KeyOf(_base.Account), ChangeNotice.Of(ModSeq, _touched, FolderListChanged).Encode())
    {
        OnlyIfHeard = true,
    };

    private static int Unseen(in MessageEntry entry) => (entry.Flags & MessageFlags.Seen) == 0 ? 1 : 0;

    private static int Deleted(in MessageEntry entry) => (entry.Flags & MessageFlags.Deleted) != 0 ? 1 : 0;

    private void Count(FolderImage folder, in MessageEntry entry, int sign)
    {
        Put(folder with
        {
            Messages = folder.Messages + sign,
            Bytes = folder.Bytes + (sign * (long)entry.Size),
            Unseen = folder.Unseen + (sign * Unseen(entry)),
            Deleted = folder.Deleted + (sign * Deleted(entry)),
        });
        UsedBytes += sign * (long)entry.Size;
        UsedMessages += sign;
    }

    private void Put(FolderImage folder)
    {
        _folders[folder.FolderNo] = folder with { HighestModSeq = ModSeq };
        _touched.Add(folder.FolderNo);
        _changed = true;
    }
}
