using System.Collections.Immutable;
using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;
using Mail.Grains.Mailbox.Mutations;
using Mail.Storage;
using Mail.Storage.Mailboxes;
using Orleans;
using Orleans.Concurrency;

namespace Mail.Grains.Mailbox;

/// <summary>One account's mailbox. Calls interleave: writes wait in one queue for one flush loop, reads look at the committed state.</summary>
[Reentrant]
public sealed class MailboxGrain(IMailboxStore store, MailboxGrainOptions options, TimeProvider time) : Grain, IMailboxGrain
{
    private static readonly ImmutableArray<(FolderName Name, SpecialUse Use)> FirstFolders =
    [
        (FolderName.Inbox, SpecialUse.Inbox),
        (FolderName.Parse("Drafts"), SpecialUse.Drafts),
        (FolderName.Parse("Sent"), SpecialUse.Sent),
        (FolderName.Parse("Junk"), SpecialUse.Junk),
        (FolderName.Parse("Trash"), SpecialUse.Trash),
        (FolderName.Parse("Archive"), SpecialUse.Archive),
    ];

    private readonly MailboxObservers _observers = new(time);
    private MailboxReader? _reader;
    private MailboxWriter? _writer;

    private AccountId Account => new(this.GetPrimaryKey());

    private MailboxReader Reader => _reader ?? throw MailException.NotFound("There is no such mailbox.");

    private MailboxWriter Writer => _writer ?? throw MailException.NotFound("There is no such mailbox.");

    private MailboxModel Model => Reader.Model;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => LoadAsync();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_writer is { } writer)
        {
            await writer.Idle.WaitAsync(cancellationToken);
        }
    }

    public async Task CreateAsync(CreateMailbox request)
    {
        if (_reader is not null)
        {
            return;
        }

        await Available(store.CreateAsync(
            new NewMailbox(
                Account, request.Tenant, request.Address, request.Quota, (uint)time.GetUtcNow().ToUnixTimeSeconds(), FirstFolders),
            CancellationToken.None));
        await LoadAsync();
    }

    public async Task DeleteAsync()
    {
        // Nobody finds the mailbox from here on; what waits for it ends first.
        var writer = _writer;
        (_reader, _writer) = (null, null);
        DeactivateOnIdle();
        if (writer is not null)
        {
            await writer.Idle;
        }

        await Available(store.DeleteAsync(Account, CancellationToken.None));
    }

    public Task<QuotaVerdict> CheckRoomAsync(long size)
    {
        var image = Model.Image;
        return Task.FromResult(image.Quota.Check(image.UsedBytes, image.UsedMessages, size));
    }

    public Task<MailboxUsage> GetUsageAsync()
    {
        var image = Model.Image;
        return Task.FromResult(new MailboxUsage(image.UsedBytes, image.UsedMessages, image.Quota));
    }

    public Task SetQuotaAsync(MailQuota quota) => Writer.RunAsync(new SettingMutation(d => d.SetQuota(quota)));

    public Task<DeliveryResult> DeliverAsync(DeliverMessage delivery) => Writer.RunAsync(new DeliverMutation(delivery));

    public Task<AppendResult> AppendAsync(AppendMessage request) => Writer.RunAsync(new AppendMutation(request));

    public Task<FolderList> ListFoldersAsync() => Task.FromResult(new FolderList(
        [.. Model.Folders.Select(f => f.View())], [.. Model.Subscriptions.OrderBy(s => s.Value, StringComparer.Ordinal)]));

    public Task<FolderView> GetFolderAsync(FolderName name) => Task.FromResult(Model.Folder(name).View());

    public Task<FolderView> CreateFolderAsync(FolderName name, SpecialUse use) => Writer.RunAsync(new CreateFolderMutation(name, use));

    public Task DeleteFolderAsync(FolderName name) => Writer.RunAsync(new DeleteFolderMutation(name));

    public Task RenameFolderAsync(FolderName from, FolderName to) => Writer.RunAsync(new RenameFolderMutation(from, to));

    public Task SetSubscribedAsync(FolderName name, bool subscribed) =>
        Writer.RunAsync(new SettingMutation(d => d.SetSubscribed(name, subscribed)));

    public async Task<MessagePages> ReadMessagesAsync(int folderNo, uint fromUid, int most)
    {
        var modSeq = Model.Folder(folderNo).Image.HighestModSeq;
        var (pages, next) = await Available(Reader.Pages.ReadAsync(folderNo, fromUid, Bound(most, 8192)));
        return new MessagePages(pages, next, modSeq, [.. Model.Folder(folderNo).Keywords]);
    }

    public async Task<ImmutableArray<MessageEntry>> ReadNewestAsync(int folderNo, uint beforeUid, int most) =>
        await Available(Reader.Pages.ReadNewestAsync(folderNo, beforeUid, Bound(most, 1000)));

    public async Task<ImmutableArray<MessageSummaryEntry>> ReadSummariesAsync(int folderNo, UidRange range, int most)
    {
        var rows = await Available(Reader.SummariesAsync(folderNo, range, Bound(most, 1000)));
        return ImmutableArray.CreateRange(rows, r => new MessageSummaryEntry(r.Uid, r.Summary));
    }

    public async Task<FolderChanges> ReadChangesAsync(int folderNo, long sinceModSeq, int most) =>
        await Available(Reader.ChangesAsync(folderNo, sinceModSeq, Bound(most, 8192)));

    public async Task<uint> FindFirstUnseenAsync(int folderNo) => await Available(Reader.FirstUnseenAsync(folderNo)) ?? 0;

    public Task<StoreFlagsResult> StoreFlagsAsync(StoreFlags request) => Writer.RunAsync(new StoreFlagsMutation(request));

    public Task<CopyResult> CopyAsync(CopyMessages request) => Writer.RunAsync(new CopyMutation(request, move: false));

    public Task<CopyResult> MoveAsync(CopyMessages request) => Writer.RunAsync(new CopyMutation(request, move: true));

    public Task<ExpungeResult> ExpungeAsync(int folderNo, UidSet? only) => Writer.RunAsync(new ExpungeMutation(folderNo, only));

    public Task SubscribeAsync(IMailboxObserver observer)
    {
        _observers.Add(observer);
        return Task.CompletedTask;
    }

    public Task UnsubscribeAsync(IMailboxObserver observer)
    {
        _observers.Remove(observer);
        return Task.CompletedTask;
    }

    private static int Bound(int most, int highest) => most >= 1 && most <= highest
        ? most
        : throw MailException.Invalid($"The number of messages asked for must be 1 to {highest}, not {most}.");

    private static async ValueTask<T> Available<T>(ValueTask<T> read)
    {
        try
        {
            return await read;
        }
        catch (StoreUnavailableException error)
        {
            throw new MailException(MailErrorCode.Unavailable, error.Message);
        }
    }

    private static async ValueTask Available(ValueTask work)
    {
        try
        {
            await work;
        }
        catch (StoreUnavailableException error)
        {
            throw new MailException(MailErrorCode.Unavailable, error.Message);
        }
    }

    private async Task LoadAsync()
    {
        var image = await Available(store.LoadAsync(Account, CancellationToken.None));
        if (image is null || _reader is not null)
        {
            return;
        }

        var model = new MailboxModel(image, options.MostEntriesInMemory);
        _reader = new MailboxReader(store, model);
        _writer = new MailboxWriter(store, model, time) { Published = _observers.Publish, Lost = DeactivateOnIdle };
    }
}
