using System.Buffers;
using Mail.Conformance.Storage;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Blobs;
using Mail.Storage.Mailboxes;
using Mail.Storage.Queue;
using Mail.Storage.Relational;
using Mail.Storage.Segments;
using Mail.Storage.Sql;
using Mail.Storage.Sqlite;
using Mail.Storage.Sweeping;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail.Storage.Tests.Segments;

/// <summary>Which segments are deleted, and when.</summary>
public sealed class SegmentSweepTests : IDisposable
{
    private readonly LogFolder _folder = new();
    private readonly SweepOptions _options = new();
    private readonly SteppedClock _clock = new();
    private readonly HashSet<long> _referenced = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_segment_goes_once_nothing_has_pointed_at_it_for_the_grace_time()
    {
        await using var log = _folder.Open();
        var blobs = await FillAsync(log, 4);
        await Records.ReadAsync(log, blobs[0]);
        _referenced.Add(2);
        await using var sweep = Sweep(log);
        await sweep.LookAsync();
        Assert.Equal([1, 2, 3, 4], Segments());

        _referenced.Add(3);
        await LookLaterAsync(sweep, _options.Grace - TimeSpan.FromSeconds(1));
        Assert.Equal([1, 2, 3, 4], Segments());

        // What was needed meanwhile has its whole time again.
        _referenced.Remove(3);
        await LookLaterAsync(sweep, TimeSpan.FromSeconds(1));
        Assert.Equal([2, 3, 4], Segments());
        await LookLaterAsync(sweep, _options.Grace);
        Assert.Equal([2, 4], Segments());
        await Assert.ThrowsAsync<BlobNotFoundException>(() => log.ReadAsync(blobs[0], 0, new byte[10], default).AsTask());
        await Records.ReadAsync(log, blobs[1]);
    }

    [Fact]
    public async Task What_owes_a_delivery_keeps_its_segment_through_a_crash_too()
    {
        var records = Enumerable.Range(0, 5).Select(_ => Records.Accepted(Records.Bytes(40_000))).ToList();
        await using var log = _folder.Open();
        foreach (var record in records)
        {
            await log.AppendAsync(record, default);
        }

        await using var sweep = Sweep(log);
        log.Acknowledge(records[0].Id);
        log.Acknowledge(records[2].Id);
        await sweep.LookAsync();
        await LookLaterAsync(sweep, _options.Grace);
        Assert.Equal([2, 4, 5], Segments());

        using var copy = _folder.Copy();
        await using var crashed = copy.Open();
        Assert.Equal([records[1].Id, records[3].Id, records[4].Id], (await LogFolder.PendingAsync(crashed)).Select(p => p.Id));
        Assert.Empty(crashed.Damage);
    }

    [Fact]
    public async Task Without_a_durable_checkpoint_nothing_goes()
    {
        await using var log = _folder.Open();
        await FillAsync(log, 3);
        _folder.Disk.OnWrite = static () => new IOException("injected");
        await using var sweep = Sweep(log);
        await sweep.LookAsync();
        await LookLaterAsync(sweep, _options.Grace);
        Assert.Equal([1, 2, 3], Segments());
    }

    [Fact]
    public async Task The_number_of_a_deleted_segment_is_never_used_again()
    {
        await using (var log = _folder.Open())
        {
            await FillAsync(log, 3);
            await using var sweep = Sweep(log);
            await sweep.LookAsync();
            await LookLaterAsync(sweep, _options.Grace);
            Assert.Equal([3], Segments());
        }

        await using var reopened = _folder.Open();
        Assert.Equal([4], (await FillAsync(reopened, 1)).Select(b => b.Container));
    }

    [Fact]
    public async Task Messages_and_mail_for_other_servers_point_at_their_segments_until_they_end()
    {
        await using var database = SqliteDatabase.Open(Path.Combine(_folder.Path, "mail.db"), new SqliteOptions(), TimeProvider.System);
        var ids = new FreshIds(TimeProvider.System);
        var signals = new OutboxSignals(TimeProvider.System, TimeSpan.FromSeconds(30));
        var references = new BlobReferences(database, BlobKind.Segment);
        async Task<(bool Seven, bool Eight, bool Nine)> ReferencedAsync() =>
            (await references.AnyAsync(7, default), await references.AnyAsync(8, default), await references.AnyAsync(9, default));

        var mailboxes = new MailboxStore(database, new SqliteMailboxCommitter(database, TimeProvider.System), signals, ids, TimeProvider.System);
        var queue = new OutboundQueue(database, signals, ids, TimeProvider.System);
        var account = new AccountId(Guid.CreateVersion7());
        await mailboxes.CreateAsync(
            new NewMailbox(account, TenantId.Parse("acme"), EmailAddress.Parse("a@acme.test"), MailQuota.Unlimited, 1, [(FolderName.Inbox, SpecialUse.Inbox)]), default);
        var image = (await mailboxes.LoadAsync(account, default))!;
        var message = new MessageEntry(1, 2, 1, MessageFlags.None, Keywords.None, DateTimeOffset.UnixEpoch, new BlobRef(BlobKind.Segment, 7, 4_096, 100));
        Assert.Equal(CommitOutcome.Committed, await mailboxes.CommitAsync(Commits.Next(image, 1) with { Added = [new AddedMessage(1, message, default, null, null)] }, default));
        await queue.AddAsync([Delivery(8)], default);
        Assert.Equal((true, true, false), await ReferencedAsync());

        Assert.Equal(CommitOutcome.Committed, await mailboxes.CommitAsync(Commits.Next(image, 2) with { Expunged = [new ExpungedMessage(1, 1, 3)] }, default));
        var claim = await queue.ClaimAsync(null, 1, TimeSpan.FromHours(1), default);
        Assert.True(await queue.HoldAsync(claim.Rows[0].Id, default));
        Assert.Equal((false, true, false), await ReferencedAsync());
        await queue.SettleAsync(claim.Token, [new OutboundOutcome.Sent(claim.Rows[0].Id, "250")], default);
        Assert.Equal((false, false, false), await ReferencedAsync());
    }

    private static async Task<List<BlobRef>> FillAsync(SegmentIngestLog log, int segments)
    {
        var blobs = new List<BlobRef>();
        for (var i = 0; i < segments; i++)
        {
            blobs.Add(await log.WriteAsync(new ReadOnlySequence<byte>(Records.Bytes(40_000)), default));
        }

        return blobs;
    }

    private static OutboundDelivery Delivery(long segment) => new(
        new IngestId(Guid.CreateVersion7()), DateTimeOffset.UnixEpoch, new BlobRef(BlobKind.Segment, segment, 4_096, 100), "a@acme.test", "b@one.example", "one.example", DateTimeOffset.UnixEpoch);

    private BlobSweep Sweep(SegmentIngestLog log) =>
        new(log, (segment, _) => new ValueTask<bool>(_referenced.Contains(segment)), _options, _clock, NullLogger.Instance);

    private Task LookLaterAsync(BlobSweep sweep, TimeSpan later)
    {
        _clock.Passed += later;
        return sweep.LookAsync();
    }

    private List<long> Segments() => SegmentFile.List(_folder.Path);
}
