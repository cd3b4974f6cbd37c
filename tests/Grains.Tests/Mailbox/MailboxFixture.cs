using System.Collections.Immutable;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox;
using Mail.Grains.Mailbox.Model;
using Mail.Grains.Mailbox.Mutations;
using Mail.Storage.Mailboxes;

namespace Grains.Tests.Mailbox;

/// <summary>A mailbox without a silo: model, reader and writer over a store in memory, single-threaded.</summary>
internal sealed class MailboxFixture
{
    public const int Inbox = 1;
    public const int Trash = 2;
    private readonly TimeProvider _time;
    private int _made;

    public MailboxFixture(MailboxModel model, MemoryMailboxStore store, TimeProvider time)
    {
        (Model, Store, _time) = (model, store, time);
        Reader = new MailboxReader(store, model);
        Writer = new MailboxWriter(store, model, time) { Published = Published.Add, Lost = () => IsLost = true };
    }

    public MailboxModel Model { get; }

    public MemoryMailboxStore Store { get; }

    public MailboxReader Reader { get; }

    public MailboxWriter Writer { get; }

    public List<MailboxChanged> Published { get; } = [];

    public bool IsLost { get; private set; }

    public static async Task<MailboxFixture> CreateAsync(MailQuota quota = default, MemoryMailboxStore? store = null)
    {
        store ??= new MemoryMailboxStore();
        await store.CreateAsync(
            new NewMailbox(
                new AccountId(Guid.Parse("01890000-0000-7000-8000-000000000001")), TenantId.Parse("t"), EmailAddress.Parse("a@t.test"), quota, 1000,
                [(FolderName.Inbox, SpecialUse.Inbox), (FolderName.Parse("Trash"), SpecialUse.Trash)]),
            CancellationToken.None);
        return Open(store);
    }

    /// <summary>As a new activation would.</summary>
    public static MailboxFixture Open(MemoryMailboxStore store, int mostEntries = 100_000) =>
        new(new MailboxModel(store.Image, mostEntries), store, TimeProvider.System);

    public Task<DeliveryResult> DeliverAsync(int id, string recipient = "a@t.test", bool redelivery = false) =>
        Writer.RunAsync(new DeliverMutation(new DeliverMessage(Ingest(id), recipient, _time.GetUtcNow(), Blob(100), default, redelivery)));

    public Task<AppendResult> AppendAsync(string folder, MessageFlags flags = MessageFlags.None, int size = 100, byte[]? summary = null) =>
        Writer.RunAsync(new AppendMutation(new AppendMessage(FolderName.Parse(folder), Blob(size), summary, flags, [], null)));

    /// <summary>A request with a key.</summary>
    public Task<AppendResult> AppendOnceAsync(int key, bool again, int size = 100) => Writer.RunAsync(new AppendMutation(
        new AppendMessage(FolderName.Inbox, Blob(size), default, MessageFlags.None, [], null) { Key = Ingest(key), Again = again }));

    /// <inheritdoc cref="AppendOnceAsync"/>
    public Task<CopyResult> CopyOnceAsync(int key, bool again, UidSet uids, bool move) => Writer.RunAsync(new CopyMutation(
        new CopyMessages(Inbox, uids, FolderName.Parse("Trash")) { Key = Ingest(key), Again = again }, move));

    public Task<StoreFlagsResult> StoreAsync(
        UidSet uids, FlagOperation operation, MessageFlags flags, ImmutableArray<string>? keywords = null, long? unchangedSince = null) =>
        Writer.RunAsync(new StoreFlagsMutation(new StoreFlags(Inbox, uids, operation, flags, keywords ?? [], unchangedSince)));

    public Task<CopyResult> CopyAsync(UidSet uids, string target, bool move) =>
        Writer.RunAsync(new CopyMutation(new CopyMessages(Inbox, uids, FolderName.Parse(target)), move));

    public Task<ExpungeResult> ExpungeAsync(UidSet? only = null) => Writer.RunAsync(new ExpungeMutation(Inbox, only));

    public async Task<List<MessageEntry>> ReadAllAsync(int folder = Inbox)
    {
        var (pages, next) = await Reader.Pages.ReadAsync(folder, 1, int.MaxValue);
        Assert.Equal(0u, next);
        return [.. pages.SelectMany(p => p)];
    }

    private static IngestId Ingest(int id) => new(new Guid(id, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));

    private BlobRef Blob(int size) => new(BlobKind.Segment, 1, 1000L * ++_made, size);
}
