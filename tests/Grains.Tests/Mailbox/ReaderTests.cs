using Mail.Domain.Mailboxes;
using Mail.Grains.Mailbox.Model;

namespace Grains.Tests.Mailbox;

public sealed class ReaderTests
{
    [Fact]
    public Task Pages_come_in_pieces_and_join_to_the_whole() => Turns.Run(async () =>
    {
        var box = await Filled(1000);
        var uids = new List<uint>();
        var from = 1u;
        do
        {
            var (pages, next) = await box.Reader.Pages.ReadAsync(MailboxFixture.Inbox, from, 100);
            uids.AddRange(pages.SelectMany(p => p).Select(e => e.Uid));
            from = next;
        }
        while (from != 0);

        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (uint)i), uids);
    });

    [Fact]
    public Task Scattered_messages_come_each_with_its_own_summary() => Turns.Run(async () =>
    {
        var box = await MailboxFixture.CreateAsync();
        for (byte i = 1; i <= 60; i++)
        {
            await box.AppendAsync("INBOX", summary: [i]);
        }

        uint[] uids = [1, 3, 4, 12, 13, 22, 60];
        var found = await box.Reader.FindWithSummariesAsync(MailboxFixture.Inbox, UidSet.From(uids));
        Assert.Equal(uids, found.Select(f => f.Entry.Uid));
        Assert.Equal(uids, found.Select(f => (uint)Assert.Single(f.Summary.ToArray())));
    });

    [Fact]
    public Task Commit_that_passes_while_a_page_is_read_is_not_lost() => Turns.Run(async () =>
    {
        var box = MailboxFixture.Open((await Filled(10)).Store);
        var passed = false;
        box.Store.BeforeRead = async () =>
        {
            if (!passed)
            {
                passed = true;
                await box.DeliverAsync(100);
                await box.DeliverAsync(101);
            }
        };
        await box.ReadAllAsync();
        var after = await box.ReadAllAsync();
        Assert.True(passed);
        Assert.Equal(box.Store.LiveEntries(MailboxFixture.Inbox), after);
    });

    [Fact]
    public Task Changes_are_the_same_from_memory_and_from_the_store() => Turns.Run(async () =>
    {
        var box = await Filled(20);
        var since = box.Model.Image.ModSeq;
        await box.StoreAsync(UidSet.Range(1, 5), FlagOperation.Add, MessageFlags.Deleted);
        await box.ExpungeAsync(UidSet.Range(1, 2));
        await box.DeliverAsync(500);
        var fromMemory = await box.Reader.ChangesAsync(MailboxFixture.Inbox, since, 100);
        var fromStore = await MailboxFixture.Open(box.Store).Reader.ChangesAsync(MailboxFixture.Inbox, since, 100);
        Assert.Equal([3u, 4u, 5u, 21u], fromMemory.Changed.Select(c => c.Uid));
        Assert.Equal(UidSet.Range(1, 2), fromMemory.Expunged);
        Assert.Equal(fromMemory.Changed.AsEnumerable(), fromStore.Changed);
        Assert.Equal(fromMemory.Expunged, fromStore.Expunged);
        Assert.Equal(fromMemory.UpToModSeq, fromStore.UpToModSeq);
    });

    [Fact]
    public Task Long_change_log_is_read_in_pieces_without_a_gap() => Turns.Run(async () =>
    {
        var box = await Filled(50);
        await box.StoreAsync(UidSet.Range(1, 50), FlagOperation.Add, MessageFlags.Seen);
        await box.StoreAsync(UidSet.Range(10, 20), FlagOperation.Add, MessageFlags.Flagged);
        var fresh = MailboxFixture.Open(box.Store);
        var seen = new HashSet<uint>();
        var since = 0L;
        while (true)
        {
            var part = await fresh.Reader.ChangesAsync(MailboxFixture.Inbox, since, 7);
            seen.UnionWith(part.Changed.Select(c => c.Uid));
            since = part.UpToModSeq;
            if (!part.More)
            {
                break;
            }
        }

        Assert.Equal(50, seen.Count);
        Assert.Equal(box.Model.Folder(MailboxFixture.Inbox).Image.HighestModSeq, since);
    });

    [Fact]
    public Task Memory_for_pages_is_bounded_and_answers_stay_right() => Turns.Run(async () =>
    {
        var store = (await Filled(3000)).Store;
        var box = MailboxFixture.Open(store, mostEntries: 500);
        Assert.Equal(3000, (await box.ReadAllAsync()).Count);
        await box.StoreAsync(UidSet.Range(1, 3000), FlagOperation.Add, MessageFlags.Seen);
        Assert.Equal(store.LiveEntries(MailboxFixture.Inbox), await box.ReadAllAsync());
    });

    [Fact]
    public void Block_finds_its_entries_and_the_places_between()
    {
        MessageEntry Entry(uint uid) => new(uid, 1, uid, MessageFlags.None, [], default, default);
        var block = MessageBlock.Apply([], [new(Entry(7), false), new(Entry(3), false), new(Entry(200), false), new(Entry(3), true)]);
        Assert.Equal([7u, 200u], block.Select(e => e.Uid));
        Assert.Equal(0, MessageBlock.IndexOf(block, 7));
        Assert.Equal(~1, MessageBlock.IndexOf(block, 8));
    }

    private static async Task<MailboxFixture> Filled(int count)
    {
        var box = await MailboxFixture.CreateAsync();
        await Task.WhenAll(Enumerable.Range(1, count).Select(i => box.DeliverAsync(i)));
        return box;
    }
}
