using Mail.Contracts.Errors;
using Mail.Domain.Mailboxes;

namespace Grains.Tests.Mailbox;

/// <summary>
/// Random work from a seed on a store that fails before commits and loses answers after them. Whatever was answered stays; whatever
/// was refused is retried as a redelivery; no message is there twice; readers agree with the store.
/// </summary>
public sealed class FaultSimulationTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Nothing_answered_is_lost_and_nothing_is_doubled(int seed) => Turns.Run(async () =>
    {
        var random = new Random(seed);
        var store = new MemoryMailboxStore(new Random(seed * 31), faultRate: 0.2);
        var box = await MailboxFixture.CreateAsync(store: store);
        var owed = new Dictionary<int, bool>();
        var acknowledged = new HashSet<int>();
        for (var step = 0; step < 60; step++)
        {
            var work = Enumerable.Range(0, random.Next(1, 8)).Select(i => StepAsync(box, random, owed, acknowledged, (step * 10) + i));
            await Task.WhenAll(work.ToList());
            await AssertReadersAgreeAsync(box);
            if (box.IsLost || random.Next(10) == 0)
            {
                box = MailboxFixture.Open(store);
            }
        }

        var places = await store.FindDeliveriesAsync(1, [.. Enumerable.Range(0, 700).Select(i => Id(i))], CancellationToken.None);
        Assert.Equal(places.Length, places.Select(p => p.Key).Distinct().Count());
        Assert.Subset(places.Select(p => BitConverter.ToInt32(p.Key.Ingest.Value.ToByteArray())).ToHashSet(), acknowledged);
        Assert.Equal(places.Length, places.Select(p => (p.FolderNo, p.Uid)).Distinct().Count());
    });

    private static Mail.Domain.Identity.IngestId Id(int id) => new(new Guid(id, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));

    private static async Task StepAsync(MailboxFixture box, Random random, Dictionary<int, bool> owed, HashSet<int> acknowledged, int id)
    {
        try
        {
            switch (random.Next(6))
            {
                case 0 when owed.Count > 0:
                    var again = owed.Keys.First();
                    await box.DeliverAsync(again, redelivery: true);
                    owed.Remove(again);
                    acknowledged.Add(again);
                    break;
                case 1:
                    await box.StoreAsync(UidSet.Range(1, (uint)random.Next(1, 40)), FlagOperation.Add, MessageFlags.Deleted);
                    break;
                case 2:
                    await box.ExpungeAsync(UidSet.Range((uint)random.Next(1, 20), 30));
                    break;
                case 3:
                    await box.CopyAsync(UidSet.Range((uint)random.Next(1, 40), 50), "Trash", move: random.Next(2) == 0);
                    break;
                default:
                    owed[id] = true;
                    await box.DeliverAsync(id);
                    owed.Remove(id);
                    acknowledged.Add(id);
                    break;
            }
        }
        catch (MailException refusal)
        {
            Assert.Equal(MailErrorCode.Unavailable, refusal.Code);
        }
    }

    private static async Task AssertReadersAgreeAsync(MailboxFixture box)
    {
        if (box.IsLost)
        {
            return;
        }

        foreach (var folder in box.Model.Folders)
        {
            var entries = await box.ReadAllAsync(folder.Image.FolderNo);
            Assert.Equal(box.Store.LiveEntries(folder.Image.FolderNo), entries);
            Assert.Equal(entries.Count, folder.Image.Messages);
            Assert.Equal(entries.Sum(e => (long)e.Size), folder.Image.Bytes);
            Assert.Equal(entries.Count(e => (e.Flags & MessageFlags.Seen) == 0), folder.Image.Unseen);
            Assert.Equal(entries.Count(e => (e.Flags & MessageFlags.Deleted) != 0), folder.Image.Deleted);
        }

        Assert.Equal(box.Model.Folders.Sum(f => f.Image.Bytes), box.Model.Image.UsedBytes);
    }
}
