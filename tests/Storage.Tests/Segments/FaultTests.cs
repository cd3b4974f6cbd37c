using System.Buffers;
using Mail.Conformance.Storage;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Storage.Blobs;
using Mail.Storage.Segments;

namespace Mail.Storage.Tests.Segments;

/// <summary>Disks that fail or fill up, and checkpoints.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_write_or_sync_refuses_its_group_and_the_log_goes_on_elsewhere(bool atSync)
    {
        var good = Records.Accepted(Records.Bytes(100));
        var bad = Records.Accepted(Records.Bytes(100));
        var later = Records.Accepted(Records.Bytes(100));
        await using (var log = _folder.Open())
        {
            await log.AppendAsync(good, default);
            var failures = 1;
            Exception? Once() => Interlocked.Decrement(ref failures) == 0 ? new IOException("injected") : null;
            _folder.Disk.OnWrite = atSync ? static () => null : Once;
            _folder.Disk.OnSync = atSync ? Once : static () => null;

            await Assert.ThrowsAsync<StoreUnavailableException>(() => log.AppendAsync(bad, default).AsTask());
            Assert.Equal(2, (await log.AppendAsync(later, default)).Container);
        }

        await using var reopened = _folder.Open();
        Assert.Equal([good.Id, later.Id], (await LogFolder.PendingAsync(reopened)).Select(p => p.Id));
        Assert.Empty(reopened.Damage);
    }

    [Fact]
    public async Task A_full_disk_refuses_what_needs_a_new_segment_and_nothing_else()
    {
        await using var log = _folder.Open();
        await log.AppendAsync(Records.Accepted(Records.Bytes(10)), default);
        _folder.Disk.Free = 0;
        _folder.Options.ReserveBytes = 1;

        // The next segment may have been prepared already: one large message takes it.
        var refused = 0;
        while (refused == 0)
        {
            try
            {
                await log.AppendAsync(Records.Accepted(Records.Bytes(40_000)), default);
            }
            catch (StoreFullException)
            {
                refused++;
            }
        }

        await log.AppendAsync(Records.Accepted(Records.Bytes(10)), default);
        _folder.Disk.Free = long.MaxValue;
        await log.AppendAsync(Records.Accepted(Records.Bytes(40_000)), default);
    }

    [Fact]
    public async Task A_segment_whose_name_may_not_be_durable_is_made_again()
    {
        // The first segment, and one that was prepared.
        var records = new[] { Records.Accepted(Records.Bytes(40_000)), Records.Accepted(Records.Bytes(40_000)) };
        await using (var log = _folder.Open())
        {
            foreach (var record in records)
            {
                var failures = 2;
                _folder.Disk.OnSyncFolder = () => Interlocked.Decrement(ref failures) >= 0 ? new IOException("injected") : null;
                await Assert.ThrowsAsync<StoreUnavailableException>(() => log.AppendAsync(record, default).AsTask());
                await Assert.ThrowsAsync<StoreUnavailableException>(() => log.AppendAsync(record, default).AsTask());
                await log.AppendAsync(record, default);
            }
        }

        await using var reopened = _folder.Open();
        Assert.Equal(records.Select(r => r.Id), (await LogFolder.PendingAsync(reopened)).Select(p => p.Id));
        Assert.Empty(reopened.Damage);
    }

    [Fact]
    public async Task Nothing_is_appended_to_a_segment_whose_name_may_not_be_durable()
    {
        await using (var log = _folder.Open())
        {
            await log.AppendAsync(Records.Accepted(Records.Bytes(1)), default);
        }

        _folder.Disk.OnSyncFolder = static () => new IOException("injected");
        Assert.Throws<IOException>(_folder.Open);
    }

    [Fact]
    public async Task What_cannot_be_read_just_now_is_given_when_it_can()
    {
        var records = Enumerable.Range(0, 3).Select(_ => Records.Accepted(Records.Bytes(40_000))).ToList();
        var blobs = new List<BlobRef>();
        await using (var log = _folder.Open())
        {
            foreach (var record in records)
            {
                blobs.Add(await log.AppendAsync(record, default));
            }
        }

        await using var reopened = _folder.Open();
        var (path, aside) = (_folder.FileOf(blobs[1]), Path.Combine(_folder.Path, "aside"));
        File.Move(path, aside);
        // A link to itself: opening it is an I/O error, as with too many open files.
        File.CreateSymbolicLink(path, path);
        var given = new List<IngestId>();
        await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            await foreach (var pending in reopened.ReadPendingAsync(default))
            {
                given.Add(pending.Id);
            }
        });
        Assert.Equal([records[0].Id, records[2].Id], given);
        given.ForEach(reopened.Acknowledge);

        File.Move(aside, path, overwrite: true);
        Assert.Equal([records[1].Id], (await LogFolder.PendingAsync(reopened)).Select(p => p.Id));
        File.Delete(path);
        Assert.Empty(await LogFolder.PendingAsync(reopened));
    }

    [Fact]
    public async Task A_full_disk_is_one_line_in_the_log_however_many_messages_it_refuses()
    {
        var lines = new KeptLines();
        (_folder.Logger, _folder.Disk.Free, _folder.Options.ReserveBytes) = (lines, 0, 1);
        await using var log = _folder.Open();
        for (var i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<StoreFullException>(() => log.AppendAsync(Records.Accepted(Records.Bytes(10)), default).AsTask());
        }

        var (_, text, cause) = Assert.Single(lines.Lines);
        Assert.Contains("disk is full", text, StringComparison.Ordinal);
        Assert.Null(cause);
    }

    [Fact]
    public async Task No_space_left_is_told_as_full()
    {
        await using var log = _folder.Open();
        await log.AppendAsync(Records.Accepted(Records.Bytes(10)), default);
        _folder.Disk.OnWrite = static () => new IOException("no space left", 28);
        await Assert.ThrowsAsync<StoreFullException>(() => log.AppendAsync(Records.Accepted(Records.Bytes(10)), default).AsTask());
        _folder.Disk.OnWrite = static () => null;
        await log.AppendAsync(Records.Accepted(Records.Bytes(10)), default);
    }

    [Fact]
    public async Task More_pending_messages_than_allowed_are_refused_until_some_are_delivered()
    {
        _folder.Options.MostPending = 2;
        await using var log = _folder.Open();
        var first = Records.Accepted(Records.Bytes(1));
        await log.AppendAsync(first, default);
        await log.AppendAsync(Records.Accepted(Records.Bytes(1)), default);
        await Assert.ThrowsAsync<StoreFullException>(() => log.AppendAsync(Records.Accepted(Records.Bytes(1)), default).AsTask());
        log.Acknowledge(first.Id);
        await log.AppendAsync(Records.Accepted(Records.Bytes(1)), default);
    }

    [Fact]
    public async Task A_stuck_record_does_not_hold_the_checkpoint_back()
    {
        var stuck = Records.Accepted(Records.Bytes(3_000));
        var between = new List<BlobRef>();
        await using (var log = _folder.Open())
        {
            await log.AppendAsync(stuck, default);
            for (var i = 0; i < 60; i++)
            {
                var record = Records.Accepted(Records.Bytes(3_000));
                between.Add(await log.AppendAsync(record, default));
                log.Acknowledge(record.Id);
            }
        }

        // Were the scan to start at the stuck record, it would meet this damage.
        var bytes = await File.ReadAllBytesAsync(_folder.FileOf(between[5]));
        bytes[between[5].Offset] ^= 1;
        await File.WriteAllBytesAsync(_folder.FileOf(between[5]), bytes);
        await using var reopened = _folder.Open();
        Assert.Empty(reopened.Damage);
        Assert.Equal([stuck.Id], (await LogFolder.PendingAsync(reopened)).Select(p => p.Id));
    }

    [Fact]
    public async Task More_stuck_records_than_the_checkpoint_lists_are_all_found()
    {
        var ids = new List<IngestId>();
        await using (var log = _folder.Open())
        {
            var records = Enumerable.Range(0, CheckpointFile.MostStuck + 500).Select(_ => Records.Accepted(Records.Bytes(1))).ToList();
            await Task.WhenAll(records.Select(r => log.AppendAsync(r, default).AsTask()));
            log.Acknowledge(records[7].Id);
            ids.AddRange(records.Where((_, i) => i != 7).Select(r => r.Id));
        }

        await using var reopened = _folder.Open();
        Assert.Equal(ids.Order(), (await Records.PendingAsync(reopened)).Select(p => p.Id).Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_torn_checkpoint_leaves_the_one_before_it(int slot)
    {
        var records = Enumerable.Range(0, 3).Select(_ => Records.Accepted(Records.Bytes(10))).ToList();
        await using (var log = _folder.Open())
        {
            foreach (var record in records)
            {
                await log.AppendAsync(record, default);
                log.Acknowledge(record.Id);
                log.WriteCheckpoint();
            }
        }

        var path = Path.Combine(_folder.Path, "checkpoint");
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[(slot * bytes.Length / 2) + 20] ^= 0xFF;
        await File.WriteAllBytesAsync(path, bytes);

        await using var reopened = _folder.Open();
        var pending = (await LogFolder.PendingAsync(reopened)).Select(p => p.Id).ToList();
        Assert.True(pending.Count <= 1);
        Assert.Empty(pending.Except([records[2].Id]));
    }

    [Fact]
    public async Task Checkpoints_that_failed_leave_the_last_good_one()
    {
        var records = Enumerable.Range(0, 2).Select(_ => Records.Accepted(Records.Bytes(10))).ToList();
        var copy = default(LogFolder);
        await using (var log = _folder.Open())
        {
            foreach (var record in records)
            {
                await log.AppendAsync(record, default);
            }

            log.Acknowledge(records[0].Id);
            log.WriteCheckpoint();
            log.Acknowledge(records[1].Id);
            _folder.Disk.OnWrite = static () => new IOException("injected");
            log.WriteCheckpoint();
            log.WriteCheckpoint();
            copy = _folder.Copy();
        }

        using var crashedFolder = copy;
        await using var crashed = crashedFolder.Open();
        Assert.Equal([records[1].Id], (await LogFolder.PendingAsync(crashed)).Select(p => p.Id));
    }

    [Fact]
    public async Task Damage_shows_in_a_whole_read_and_in_verification()
    {
        await using var log = _folder.Open();
        var whole = await log.WriteAsync(new ReadOnlySequence<byte>(Records.Bytes(1_000)), default);
        var hurt = await log.WriteAsync(new ReadOnlySequence<byte>(Records.Bytes(1_000)), default);
        log.Verify(whole);
        log.Verify(hurt);
        await using (var file = File.Open(_folder.FileOf(hurt), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.Position = hurt.Offset + 500;
            file.Write(new byte[16]);
        }

        log.Verify(whole);
        Assert.Throws<BlobNotFoundException>(() => log.Verify(hurt));
        await Assert.ThrowsAsync<BlobNotFoundException>(() => log.ReadAsync(hurt, 0, new byte[1_000], default).AsTask());
        Assert.Throws<BlobNotFoundException>(() => log.Verify(whole with { Length = 999 }));
    }

    [Fact]
    public async Task A_closed_log_says_so()
    {
        var log = _folder.Open();
        var blob = await log.WriteAsync(new ReadOnlySequence<byte>(Records.Bytes(10)), default);
        await log.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => log.AppendAsync(Records.Accepted([]), default).AsTask());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => log.ReadAsync(blob, 0, new byte[10], default).AsTask());
    }

    [Fact]
    public void The_checksum_is_CRC_32C()
    {
        // The check value of the polynomial's catalogue entry.
        Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));
        var bytes = Records.Bytes(1_000);
        var inPieces = new Crc32C();
        inPieces.Append(bytes.AsSpan(0, 333));
        inPieces.Append(bytes.AsSpan(333));
        Assert.Equal(Crc32C.Of(bytes), inPieces.Value);
    }
}
