using System.Collections.Concurrent;
using Mail.Conformance.Storage;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Storage.Blobs;

namespace Mail.Storage.Tests.Segments;

/// <summary>What is left after a crash at any byte: every acknowledged append, and nothing half.</summary>
public sealed class CrashTests
{
    public enum Harm
    {
        /// <summary>The rest was never written: zeros, as the file was written ahead.</summary>
        Zeros,

        /// <summary>The file ends there.</summary>
        Truncated,

        /// <summary>One byte is another.</summary>
        Flipped,

        /// <summary>The rest is noise.</summary>
        Noise,
    }

    [Theory]
    [InlineData(Harm.Zeros)]
    [InlineData(Harm.Truncated)]
    [InlineData(Harm.Flipped)]
    [InlineData(Harm.Noise)]
    public async Task Harm_at_any_byte_of_the_last_records_costs_only_what_it_touches(Harm harm)
    {
        using var folder = new LogFolder();
        var (records, blobs) = await WriteAsync(folder, 5);
        var bytes = await File.ReadAllBytesAsync(folder.FileOf(blobs[0]));
        var ends = blobs.ConvertAll(b => b.Offset + b.Length);

        // From the end of record 2 on: records 3 and 4 are hit.
        for (var at = ends[2]; at < ends[4]; at++)
        {
            using var crashed = new LogFolder();
            await File.WriteAllBytesAsync(crashed.FileOf(blobs[0]), Damage(bytes, (int)at, harm));
            var first = await ReopenAndAppendAsync(crashed, records, Untouched(ends, at, harm, bytes));

            // What was appended after the crash stands on clean ground.
            await using var log = crashed.Open();
            Assert.Equal(first, (await LogFolder.PendingAsync(log)).ConvertAll(p => p.Id));
        }
    }

    [Fact]
    public async Task A_copy_taken_at_any_time_holds_all_that_had_been_answered_and_not_acknowledged()
    {
        using var folder = new LogFolder();
        await using var log = folder.Open();
        var answered = new ConcurrentDictionary<IngestId, bool>();
        for (var round = 0; round < 20; round++)
        {
            var appends = Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
            {
                var record = Records.Accepted(Records.Bytes(i * 97));
                await log.AppendAsync(record, CancellationToken.None);
                answered[record.Id] = i % 3 != 0;
                if (i % 3 == 0)
                {
                    log.Acknowledge(record.Id);
                }
            })).ToArray();
            await appends[round];
            log.WriteCheckpoint();
            var owed = answered.Where(a => a.Value).Select(a => a.Key).ToHashSet();

            using var copy = folder.Copy();
            await using var crashed = copy.Open();
            var found = (await LogFolder.PendingAsync(crashed)).ConvertAll(p => p.Id);
            Assert.Equal(found.Count, found.Distinct().Count());
            Assert.Empty(owed.Except(found));
            await Task.WhenAll(appends);
        }
    }

    [Fact]
    public async Task Damage_in_an_older_segment_is_reported_and_the_records_behind_it_are_found()
    {
        using var folder = new LogFolder();
        var (records, blobs) = await WriteAsync(folder, 60, 4_000);
        var hit = blobs.Count(b => b.Container == 1) / 2;
        await FlipAsync(folder, blobs[hit], 1_000);

        await using var log = folder.Open();
        Assert.Equal(
            records.Where((_, i) => i != hit).Select(r => r.Id),
            (await LogFolder.PendingAsync(log)).Select(p => p.Id));
        var damage = Assert.Single(log.Damage);
        Assert.Equal(1, damage.Segment);
        Assert.InRange(blobs[hit].Offset, damage.From, damage.To);
        Assert.True(blobs[^1].Container > 1);
    }

    [Fact]
    public async Task A_segment_without_a_header_is_reported_and_the_log_goes_on()
    {
        using var folder = new LogFolder();
        var (_, blobs) = await WriteAsync(folder, 3);
        await using (var file = File.OpenWrite(folder.FileOf(blobs[0])))
        {
            file.WriteByte(0xFF);
        }

        await using var log = folder.Open();
        Assert.Single(log.Damage);
        var blob = await log.AppendAsync(Records.Accepted(Records.Bytes(10)), CancellationToken.None);
        Assert.Equal(2, blob.Container);
    }

    [Fact]
    public async Task A_record_copied_into_a_message_is_no_record()
    {
        using var folder = new LogFolder();
        var (_, blobs) = await WriteAsync(folder, 1);
        var stolen = (await File.ReadAllBytesAsync(folder.FileOf(blobs[0])))[..1_024];
        IngestId carrier;
        await using (var log = folder.Open())
        {
            var record = Records.Accepted(stolen);
            carrier = record.Id;
            var blob = await log.AppendAsync(record, CancellationToken.None);
            await FlipAsync(folder, blob, 1_000);
        }

        await using var reopened = folder.Open();
        Assert.DoesNotContain(carrier, (await LogFolder.PendingAsync(reopened)).Select(p => p.Id));
        Assert.Single(await LogFolder.PendingAsync(reopened));
    }

    private static byte[] Damage(byte[] bytes, int at, Harm harm)
    {
        if (harm == Harm.Truncated)
        {
            return bytes[..at];
        }

        var copy = (byte[])bytes.Clone();
        switch (harm)
        {
            case Harm.Zeros:
                copy.AsSpan(at).Clear();
                break;
            case Harm.Noise:
                // The first byte of it is never by chance the one that was there: of a record's last byte that would be no harm.
                new Random(at).NextBytes(copy.AsSpan(at));
                copy[at] = (byte)~bytes[at];
                break;
            default:
                copy[at] ^= 0x40;
                break;
        }

        return copy;
    }

    private static List<int> Untouched(List<long> ends, long at, Harm harm, byte[] bytes)
    {
        // Padding between records belongs to none of them; a tail of zeros loses nothing if the rest of the record is zeros.
        var hit = ends.FindIndex(end => at < end);
        var inPadding = at < ((ends[hit - 1] + 7) & ~7L);
        var whole = harm is Harm.Zeros && bytes.AsSpan((int)at, (int)(ends[hit] - at)).IndexOfAnyExcept((byte)0) < 0;
        return harm == Harm.Flipped
            ? [.. Enumerable.Range(0, ends.Count).Where(i => i != hit || inPadding)]
            : [.. Enumerable.Range(0, whole ? hit + 1 : hit)];
    }

    private static async Task<List<IngestId>> ReopenAndAppendAsync(LogFolder crashed, List<IngestRecord> records, List<int> expected)
    {
        await using var log = crashed.Open();
        var found = await LogFolder.PendingAsync(log);
        Assert.Equal(expected.ConvertAll(i => records[i].Id), found.ConvertAll(p => p.Id));
        for (var i = 0; i < found.Count; i++)
        {
            Records.Same(records[expected[i]], found[i]);
        }

        var more = Records.Accepted(Records.Bytes(5));
        await log.AppendAsync(more, CancellationToken.None);
        return [.. found.Select(p => p.Id), more.Id];
    }

    private static async Task<(List<IngestRecord> Records, List<BlobRef> Blobs)> WriteAsync(LogFolder folder, int count, int size = 21)
    {
        var records = Enumerable.Range(0, count).Select(i => Records.Accepted(Records.Bytes(size + i))).ToList();
        var blobs = new List<BlobRef>();
        await using (var log = folder.Open())
        {
            foreach (var record in records)
            {
                blobs.Add(await log.AppendAsync(record, CancellationToken.None));
            }
        }

        // As after a crash: without the checkpoint that an orderly end writes.
        File.Delete(Path.Combine(folder.Path, "checkpoint"));
        return (records, blobs);
    }

    private static async Task FlipAsync(LogFolder folder, BlobRef blob, int at)
    {
        await using var file = File.Open(folder.FileOf(blob), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = blob.Offset + at;
        var old = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(old ^ 1));
    }
}
