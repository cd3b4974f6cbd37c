using Mail.Domain.Identity;
using Microsoft.Extensions.Logging;

namespace Mail.Storage.Segments;

/// <summary>What a folder holds after the last checkpoint: pending records, damage, and the place to go on at.</summary>
internal sealed partial class SegmentRecovery(SegmentDisk disk, string folder, ILogger logger)
{
    public List<SegmentPlace> Pending { get; } = [];

    public List<SegmentDamage> Damage { get; } = [];

    /// <summary>The segment to go on in, open for writing; null if a new one is needed.</summary>
    public SegmentFile? Last { get; private set; }

    public long LastNumber { get; private set; }

    public long Tail { get; private set; } = SegmentFile.HeaderLength;

    public void Run(SegmentCheckpoint? checkpoint)
    {
        Pending.AddRange(checkpoint?.Stuck ?? []);
        var numbers = SegmentFile.List(folder);
        LastNumber = Math.Max(numbers.LastOrDefault(), checkpoint?.Segment ?? 0);
        foreach (var number in numbers)
        {
            if (number >= (checkpoint?.Segment ?? 0))
            {
                var from = number == checkpoint?.Segment ? checkpoint.Offset : SegmentFile.HeaderLength;
                ScanSegment(number, from, isLast: number == numbers[^1]);
            }
        }
    }

    private void ScanSegment(long number, long from, bool isLast)
    {
        var file = SegmentFile.Open(folder, number, isLast ? FileAccess.ReadWrite : FileAccess.Read);
        if (file is null)
        {
            Report(new SegmentDamage(number, 0, SegmentFile.HeaderLength));
            return;
        }

        var scanner = new SegmentScanner(file);
        scanner.Scan(from, Add, Report);
        if (isLast)
        {
            // A torn last group: its senders got no answer. Wiped, so that nothing of it shows up behind a shorter record later.
            Wipe(file, scanner);
            // The crash may have come between its renaming and the sync of its name: what is appended now must not go with it.
            disk.SyncFolder(folder);
            (Last, Tail) = (file, scanner.Tail);
            return;
        }

        if (scanner.HasGarbage)
        {
            Report(new SegmentDamage(number, scanner.Tail, file.Length));
        }

        file.Dispose();

        void Add(RecordHeader header, ReadOnlyMemory<byte> envelope)
        {
            if (header.Kind == SegmentRecordKind.Accepted)
            {
                Pending.Add(new SegmentPlace(Envelope.ReadId(envelope.Span), number, header.Offset));
            }
        }
    }

    private void Wipe(SegmentFile file, SegmentScanner scanner)
    {
        if (!scanner.HasGarbage)
        {
            return;
        }

        LogTorn(logger, file.Number, scanner.Tail);
        var zeros = new byte[1 << 20];
        for (var at = scanner.Tail; at < file.Length; at += zeros.Length)
        {
            disk.Write(file.Handle, [zeros.AsMemory(0, (int)Math.Min(zeros.Length, file.Length - at))], at);
        }

        disk.Sync(file.Handle);
    }

    private void Report(SegmentDamage damage)
    {
        Damage.Add(damage);
        StorageMetrics.AddDamaged();
        LogDamaged(logger, damage.Segment, damage.From, damage.To);
    }

    [LoggerMessage(10, LogLevel.Warning, "Segment {Segment} ends torn at {Offset}: the last group was not finished before the crash")]
    private static partial void LogTorn(ILogger logger, long segment, long offset);

    [LoggerMessage(11, LogLevel.Error, "Segment {Segment} is damaged from {From} to {To}; the records around it are intact")]
    private static partial void LogDamaged(ILogger logger, long segment, long from, long to);
}
