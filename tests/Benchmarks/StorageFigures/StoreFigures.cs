using System.Buffers;
using System.Diagnostics;
using Mail.Conformance.Storage;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;

namespace Mail.Storage.Figures;

/// <summary>The same loads on any backend.</summary>
internal static class StoreFigures
{
    private const int Producers = 16;
    private const int Accounts = 100;
    private const int BigMailbox = 10_000;

    public static async Task RunAsync(MailStorage storage, TimeSpan time)
    {
        await AppendsAsync(storage, 4 << 10, time);
        await AppendsAsync(storage, 64 << 10, time);
        await CommitsAsync(storage, time);
        await ReadingAsync(storage);
    }

    private static async Task AppendsAsync(MailStorage storage, int size, TimeSpan time)
    {
        var message = new ReadOnlySequence<byte>(Records.Bytes(size));
        await LoadAsync($"append {size >> 10} KiB, {Producers} producers", Producers, time, async _ =>
        {
            var record = Records.Accepted([]) with { Message = message };
            await storage.Ingest.AppendAsync(record, CancellationToken.None);
            storage.Ingest.Acknowledge(record.Id);
        });
    }

    private static async Task CommitsAsync(MailStorage storage, TimeSpan time)
    {
        var images = new List<MailboxImage>();
        for (var i = 0; i < Accounts; i++)
        {
            images.Add(await CreateAsync(storage));
        }

        var modSeq = images.Select(_ => 1L).ToArray();
        await LoadAsync($"mailbox commits of 1 message, {Accounts} accounts", Accounts, time, async i =>
        {
            await CommitAsync(storage, images[i], modSeq[i], 1);
            modSeq[i]++;
        });
    }

    private static async Task ReadingAsync(MailStorage storage)
    {
        var image = await CreateAsync(storage);
        for (var i = 0; i < BigMailbox / 1_000; i++)
        {
            await CommitAsync(storage, image, 1 + (i * 1_000L), 1_000);
        }

        var all = new UidRange(1, uint.MaxValue);
        await TimeAsync("read 10,000 entries", async () => (await storage.Mailboxes.ReadMessagesAsync(image.AccountKey, 1, all, BigMailbox, default)).Length);
        await TimeAsync("read 10,000 summaries", async () => (await storage.Mailboxes.ReadSummariesAsync(image.AccountKey, 1, all, BigMailbox, default)).Length);
        await TimeAsync("load a mailbox", async () => (await storage.Mailboxes.LoadAsync(image.Account, default))!.Folders.Length);
        await TimeAsync("first unseen of 10,000", async () => (int)(await storage.Mailboxes.FindFirstUnseenAsync(image.AccountKey, 1, default))!.Value);
    }

    private static async Task<MailboxImage> CreateAsync(MailStorage storage)
    {
        var account = new AccountId(Guid.CreateVersion7());
        await storage.Mailboxes.CreateAsync(
            new NewMailbox(account, TenantId.Parse("acme"), EmailAddress.Parse("a@acme.test"), MailQuota.Unlimited, 1, [(FolderName.Inbox, SpecialUse.Inbox)]), default);
        return (await storage.Mailboxes.LoadAsync(account, default))!;
    }

    private static async Task CommitAsync(MailStorage storage, MailboxImage image, long modSeq, int messages)
    {
        var summary = new byte[300];
        var next = modSeq + messages;
        var added = Enumerable.Range(0, messages).Select(n => new AddedMessage(
            1,
            new MessageEntry((uint)(modSeq + n), next, modSeq + n, 0, [], DateTimeOffset.UnixEpoch.AddDays(20_000), new BlobRef(BlobKind.Segment, 1, 4_096 * modSeq, 4_096)),
            summary,
            new IngestId(Guid.CreateVersion7()),
            "user@acme.test"));
        var outcome = await storage.Mailboxes.CommitAsync(
            new MailboxCommit
            {
                AccountKey = image.AccountKey,
                ExpectedModSeq = modSeq,
                ModSeq = next,
                NextMessageNo = next,
                NextFolderNo = 2,
                LastUidValidity = 1,
                UsedBytes = next,
                UsedMessages = next,
                Quota = image.Quota,
                Folders = [image.Folders[0] with { UidNext = (uint)next, HighestModSeq = next, Messages = next, Unseen = next, Bytes = next }],
                Added = [.. added],
                Outbox = [new Queue.OutboxEvent("index", "k", new byte[64])],
            },
            default);
        if (outcome != CommitOutcome.Committed)
        {
            throw new InvalidOperationException(outcome.ToString());
        }
    }

    private static async Task LoadAsync(string what, int workers, TimeSpan time, Func<int, Task> once)
    {
        await Task.WhenAll(Enumerable.Range(0, workers).Select(once));
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, workers).Select(i => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (watch.Elapsed < time)
            {
                var start = Stopwatch.GetTimestamp();
                await once(i);
                mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return mine;
        })));
        var all = latencies.SelectMany(l => l).Order().ToList();
        var spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / all.Count;
        Console.WriteLine(
            $"{what}: {all.Count / watch.Elapsed.TotalSeconds:N0}/s, p50 {all[all.Count / 2]:N2} ms, p99 {all[all.Count * 99 / 100]:N2} ms, CPU {spent:N3} ms each");
    }

    private static async Task TimeAsync(string what, Func<Task<int>> once)
    {
        var times = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await once();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine($"{what}: p50 {times.Order().ElementAt(10):N2} ms");
    }
}
