using System.Collections.Immutable;
using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Blobs;
using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Tests.Imap.Fakes;

/// <summary>A mailbox in memory that keeps the grain's promises.</summary>
internal sealed class FakeMailbox : IMailboxGrain
{
    private const int PageSize = 100;

    private readonly Lock _lock = new();
    private readonly List<FakeFolder> _folders = [];
    private readonly HashSet<FolderName> _subscriptions = [];
    private readonly List<IMailboxObserver> _observers = [];
    private long _modSeq = 1;
    private long _messageNo;
    private int _folderNo;

    public FakeMailbox()
    {
        AddFolder("INBOX", SpecialUse.Inbox);
        AddFolder("Drafts", SpecialUse.Drafts);
        AddFolder("Sent", SpecialUse.Sent);
        AddFolder("Trash", SpecialUse.Trash);
    }

    public QuotaVerdict Room { get; set; }

    public bool FailsChanges { get; set; }

    /// <summary>Messages that each STORE, MOVE and EXPUNGE touched, in order.</summary>
    public List<int> Changes { get; } = [];

    /// <summary>Whether notices of changes are still on their way, for as long as the test likes.</summary>
    public bool HoldsNotices { get; set; }

    public int Observers
    {
        get
        {
            lock (_lock)
            {
                return _observers.Count;
            }
        }
    }

    public Task<T> Locked<T>(Func<T> act)
    {
        lock (_lock)
        {
            try
            {
                return Task.FromResult(act());
            }
            catch (MailException refusal)
            {
                return Task.FromException<T>(refusal);
            }
        }
    }

    public Task CreateAsync(CreateMailbox request) => Task.CompletedTask;

    public Task<QuotaVerdict> CheckRoomAsync(long size) => Task.FromResult(Room);

    public Task<MailboxUsage> GetUsageAsync() => throw new NotSupportedException();

    public Task SetQuotaAsync(MailQuota quota) => throw new NotSupportedException();

    public Task<DeliveryResult> DeliverAsync(DeliverMessage delivery) => throw new NotSupportedException();

    public Task<AppendResult> AppendAsync(AppendMessage request) => Locked(() =>
    {
        var folder = Find(request.Folder);
        var uid = Add(folder, request.Blob, request.Summary, request.Flags, request.Keywords, request.InternalDate, ++_messageNo);
        Publish(folder);
        return new AppendResult(folder.No, folder.UidValidity, uid);
    });

    public Task<FolderList> ListFoldersAsync() =>
        Locked(() => new FolderList([.. _folders.Select(f => f.View())], [.. _subscriptions]));

    public Task<FolderView> GetFolderAsync(FolderName name) => Locked(() => Find(name).View());

    public Task<FolderView> CreateFolderAsync(FolderName name, SpecialUse use) => Locked(() =>
    {
        if (_folders.Exists(f => f.Name == name))
        {
            throw MailException.Exists("folder");
        }

        if (use != SpecialUse.None && _folders.Exists(f => f.Use == use))
        {
            throw MailException.Exists("use");
        }

        if (name.Parent is { } parent && !_folders.Exists(f => f.Name == parent))
        {
            AddFolder(parent.Value, SpecialUse.None);
        }

        return AddFolder(name.Value, use).View();
    });

    public Task DeleteFolderAsync(FolderName name) => Locked(() =>
    {
        var folder = Find(name);
        if (name.IsInbox || _folders.Exists(f => f.Name.IsBelow(name)))
        {
            throw new MailException(MailErrorCode.FailedPrecondition, "has children");
        }

        _folders.Remove(folder);
        folder.HighestModSeq = ++_modSeq;
        Publish(folder);
        return true;
    });

    public Task RenameFolderAsync(FolderName from, FolderName to) => Locked(() =>
    {
        Find(from);
        if (_folders.Exists(f => f.Name == to))
        {
            throw MailException.Exists("folder");
        }

        if (to.IsBelow(from) && !from.IsInbox)
        {
            throw MailException.Invalid("below itself");
        }

        foreach (var folder in _folders.Where(f => f.Name == from || f.Name.IsBelow(from)))
        {
            folder.Name = folder.Name.Rebase(from, to);
        }

        return true;
    });

    public Task SetSubscribedAsync(FolderName name, bool subscribed) =>
        Locked(() => subscribed ? _subscriptions.Add(name) : _subscriptions.Remove(name));

    public Task DeleteAsync() => throw new NotSupportedException();

    public Task<ImmutableArray<MessageEntry>> ReadNewestAsync(int folderNo, uint beforeUid, int most) => throw new NotSupportedException();

    public Task<MessagePages> ReadMessagesAsync(int folderNo, uint fromUid, int most) => Locked(() =>
    {
        var folder = Find(folderNo);
        var pages = folder.Messages.Values.Where(m => m.Uid >= fromUid).Chunk(PageSize).Select(p => p.ToImmutableArray()).ToList();
        var taken = pages.Take(Math.Max(1, most / PageSize)).ToImmutableArray();
        return new MessagePages(taken, taken.Length < pages.Count ? taken[^1][^1].Uid + 1 : 0, folder.HighestModSeq,
            [.. taken.SelectMany(p => p).SelectMany(e => e.Keywords).Distinct()]);
    });

    public Task<ImmutableArray<MessageSummaryEntry>> ReadSummariesAsync(int folderNo, UidRange range, int most) => Locked(() =>
    {
        var folder = Find(folderNo);
        return folder.Messages.Keys.Where(range.Contains).Take(most).Select(u => new MessageSummaryEntry(u, folder.Summaries[u])).ToImmutableArray();
    });

    public Task<FolderChanges> ReadChangesAsync(int folderNo, long sinceModSeq, int most) => FailsChanges
        ? Task.FromException<FolderChanges>(new TimeoutException())
        : Locked(() =>
        {
            var folder = Find(folderNo);
            return new FolderChanges(
                [.. folder.Messages.Values.Where(m => m.ModSeq > sinceModSeq)],
                UidSet.From(folder.Expunged.Where(e => e.ModSeq > sinceModSeq).Select(e => e.Uid)),
                folder.HighestModSeq,
                More: false,
                folder.View());
        });

    public Task<uint> FindFirstUnseenAsync(int folderNo) =>
        Locked(() => Find(folderNo).Messages.Values.FirstOrDefault(m => (m.Flags & MessageFlags.Seen) == 0).Uid);

    public Task<StoreFlagsResult> StoreFlagsAsync(StoreFlags request) => Locked(() =>
    {
        var folder = Find(request.FolderNo);
        var (messages, refused) = (new List<MessageEntry>(), new List<uint>());
        Changes.Add((int)request.Uids.Count);
        _modSeq++;
        foreach (var message in folder.Messages.Values.Where(m => request.Uids.Contains(m.Uid)).ToList())
        {
            var next = message with
            {
                Flags = request.Operation switch
                {
                    FlagOperation.Add => message.Flags | request.Flags,
                    FlagOperation.Remove => message.Flags & ~request.Flags,
                    _ => request.Flags,
                },
                Keywords = Keywords.Apply(message.Keywords, request.Operation, request.Keywords),
            };
            if (message.ModSeq > request.UnchangedSince)
            {
                refused.Add(message.Uid);
                next = message;
            }
            else if (next.Flags != message.Flags || !Keywords.Same(next.Keywords, message.Keywords))
            {
                next = next with { ModSeq = _modSeq };
                folder.Messages[message.Uid] = next;
                folder.HighestModSeq = _modSeq;
            }

            messages.Add(next);
        }

        Publish(folder);
        return new StoreFlagsResult([.. messages], UidSet.From(refused));
    });

    public Task<CopyResult> CopyAsync(CopyMessages request) => Locked(() => Copy(request, remove: false));

    public Task<CopyResult> MoveAsync(CopyMessages request) => Locked(() => Copy(request, remove: true));

    public Task<ExpungeResult> ExpungeAsync(int folderNo, UidSet? only) => Locked(() =>
    {
        var folder = Find(folderNo);
        var uids = folder.Messages.Values
            .Where(m => (m.Flags & MessageFlags.Deleted) != 0 && (only is null || only.Value.Contains(m.Uid)))
            .Select(m => m.Uid).Take(only is null ? MailboxLimits.MessagesAtOnce : int.MaxValue).ToList();
        Changes.Add(uids.Count);
        Remove(folder, uids);
        return new ExpungeResult(UidSet.From(uids), _modSeq);
    });

    public Task SubscribeAsync(IMailboxObserver observer) => Locked(() =>
    {
        if (!_observers.Contains(observer))
        {
            _observers.Add(observer);
        }

        return true;
    });

    public Task UnsubscribeAsync(IMailboxObserver observer) => Locked(() => _observers.Remove(observer));

    private CopyResult Copy(CopyMessages request, bool remove)
    {
        var (source, target) = (Find(request.FolderNo), Find(request.Target));
        var uids = source.Messages.Keys.Where(u => request.Uids.Contains(u)).ToList();
        var targets = uids.ConvertAll(u =>
        {
            var m = source.Messages[u];
            return Add(target, m.Blob, source.Summaries[u], m.Flags, m.Keywords, m.InternalDate, remove ? m.MessageNo : ++_messageNo);
        });
        Publish(target);
        if (remove)
        {
            Changes.Add(uids.Count);
            Remove(source, uids);
        }

        return new CopyResult(target.UidValidity, [.. uids], [.. targets]);
    }

    private uint Add(
        FakeFolder folder, BlobRef blob, ReadOnlyMemory<byte> summary, MessageFlags flags, ImmutableArray<string> keywords, DateTimeOffset? date, long no)
    {
        var uid = folder.UidNext++;
        folder.HighestModSeq = ++_modSeq;
        folder.Messages[uid] = new MessageEntry(
            uid, _modSeq, no, flags, Keywords.Apply([], FlagOperation.Add, keywords), date ?? DateTimeOffset.UnixEpoch, blob);
        folder.Summaries[uid] = summary;
        return uid;
    }

    private void Remove(FakeFolder folder, List<uint> uids)
    {
        folder.HighestModSeq = ++_modSeq;
        foreach (var uid in uids)
        {
            folder.Messages.Remove(uid);
            folder.Expunged.Add((uid, _modSeq));
        }

        Publish(folder);
    }

    private void Publish(FakeFolder folder)
    {
        foreach (var observer in HoldsNotices ? [] : _observers)
        {
            observer.Changed(new MailboxChanged(_modSeq, [folder.No], false));
        }
    }

    private FakeFolder AddFolder(string name, SpecialUse use)
    {
        var folder = new FakeFolder(++_folderNo, FolderName.Parse(name), use);
        _folders.Add(folder);
        return folder;
    }

    private FakeFolder Find(FolderName name) => _folders.Find(f => f.Name == name) ?? throw MailException.NotFound("folder");

    private FakeFolder Find(int no) => _folders.Find(f => f.No == no) ?? throw MailException.NotFound("folder");
}
