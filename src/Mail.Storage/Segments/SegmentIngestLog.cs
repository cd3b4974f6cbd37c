using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Storage.Blobs;
using Mail.Storage.Sweeping;
using Microsoft.Extensions.Logging;

namespace Mail.Storage.Segments;

/// <summary>The accept log and blob store of one machine: numbered files written ahead, one committer, a checkpoint.</summary>
internal sealed partial class SegmentIngestLog : IIngestLog, IBlobStore, IBlobContainers, IStoreHealth, IAsyncDisposable
{
    private readonly string _folder;
    private readonly SegmentOptions _options;
    private readonly ILogger _logger;
    private readonly PendingTable _pending = new();
    private readonly SegmentSupply _supply;
    private readonly SegmentReader _reader;
    private readonly SegmentCommitter _committer;
    private readonly CheckpointFile _checkpoint;
    private readonly SegmentPlace[] _recovered;
    private readonly ITimer _timer;
    private readonly Lock _writingCheckpoint = new();
    private (long Acknowledgements, (long, long) End) _written;
    private SegmentCheckpoint? _durable;
    private bool _closed;

    private SegmentIngestLog(string folder, SegmentOptions options, TimeProvider time, ILogger logger, SegmentDisk disk)
    {
        (_folder, _options, _logger) = (folder, options, logger);
        _checkpoint = CheckpointFile.Open(disk, folder);
        _durable = _checkpoint.Found;
        var recovery = new SegmentRecovery(disk, folder, logger);
        recovery.Run(_checkpoint.Found);
        foreach (var place in recovery.Pending)
        {
            _pending.Add(place);
        }

        _recovered = [.. recovery.Pending];
        Damage = recovery.Damage;
        _supply = new SegmentSupply(disk, folder, options);
        _reader = new SegmentReader(folder, options.OpenFiles);
        _committer = new SegmentCommitter(disk, _supply, _pending, options, time, logger, recovery.Last, recovery.LastNumber, recovery.Tail);
        _timer = time.CreateTimer(_ => WriteCheckpoint(), null, options.CheckpointEvery, options.CheckpointEvery);
    }

    public string Name => "segments";

    public string Noun => "Segment";

    /// <summary>Damage that opening found; it has been logged.</summary>
    public IReadOnlyList<SegmentDamage> Damage { get; }

    /// <summary>Accepted messages that owe deliveries.</summary>
    public int PendingCount => _pending.Count;

    /// <summary>Opens or creates the log in a folder, and finds what an earlier run left.</summary>
    public static SegmentIngestLog Open(string folder, SegmentOptions options, TimeProvider time, ILogger logger, SegmentDisk? disk = null)
    {
        options.Validate();
        System.IO.Directory.CreateDirectory(folder);
        return new SegmentIngestLog(folder, options, time, logger, disk ?? new SegmentDisk());
    }

    public ValueTask<BlobRef> AppendAsync(IngestRecord record, CancellationToken cancellation)
    {
        if (_pending.Count >= _options.MostPending)
        {
            throw new StoreFullException($"{_options.MostPending} accepted messages wait for delivery; no more are accepted until some are delivered.");
        }

        var header = new byte[RecordHeader.FixedLength + Envelope.Measure(record) + RecordHeader.TailLength];
        Envelope.Write(header.AsSpan(RecordHeader.FixedLength), record);
        return AppendAsync(header, record.Message, SegmentRecordKind.Accepted, record.Id, cancellation);
    }

    public ValueTask<BlobRef> WriteAsync(ReadOnlySequence<byte> message, CancellationToken cancellation) =>
        AppendAsync(Bare(), message, SegmentRecordKind.Plain, default, cancellation);

    public void Acknowledge(IngestId id) => _pending.Acknowledge(id);

    public async IAsyncEnumerable<PendingIngest> ReadPendingAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        Exception? unreadable = null;
        foreach (var place in _recovered)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_pending.Contains(place.Id))
            {
                continue;
            }

            var (pending, failure) = await Task.Run(() => TryRead(place), cancellation).ConfigureAwait(false);
            unreadable ??= failure;
            if (pending is not null)
            {
                yield return pending;
            }
        }

        // Last, so that a bad sector holds up no other message.
        if (unreadable is not null)
        {
            throw new StoreUnavailableException($"Accepted messages could not be read: {unreadable.Message}", unreadable);
        }
    }

    public ValueTask ReadAsync(BlobRef blob, int offset, Memory<byte> destination, CancellationToken cancellation)
    {
        _reader.Read(blob, offset, destination);
        return ValueTask.CompletedTask;
    }

    /// <summary>Checks a whole record, for the reconciler.</summary>
    /// <exception cref="BlobNotFoundException">It is not there or not intact.</exception>
    public void Verify(BlobRef blob) => _reader.Verify(blob);

    public async ValueTask CheckAsync(CancellationToken cancellation) =>
        await AppendAsync(Bare(), ReadOnlySequence<byte>.Empty, SegmentRecordKind.Probe, default, cancellation).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await _committer.DisposeAsync().ConfigureAwait(false);
        WriteCheckpoint();
        lock (_writingCheckpoint)
        {
            _closed = true;
            _checkpoint.Dispose();
        }

        _supply.Dispose();
        _reader.Dispose();
    }

    /// <summary>A restart looks for nothing in these, and gives no new segment the number of one of them.</summary>
    public ValueTask<IReadOnlyList<long>> FindSettledAsync(CancellationToken cancellation)
    {
        WriteCheckpoint();
        lock (_writingCheckpoint)
        {
            return ValueTask.FromResult<IReadOnlyList<long>>(
                _durable is not { } durable || _closed ? []
                    : SegmentFile.List(_folder).FindAll(n => n < durable.Segment && !Array.Exists(durable.Stuck, p => p.Segment == n)));
        }
    }

    public ValueTask<long> DeleteAsync(long container, CancellationToken cancellation)
    {
        var path = SegmentFile.PathOf(_folder, container);
        var length = new FileInfo(path).Length;
        File.Delete(path);
        _reader.Forget(container);
        return ValueTask.FromResult(length);
    }

    /// <summary>Writes down what has been acknowledged, if anything has changed since the last time.</summary>
    internal void WriteCheckpoint()
    {
        lock (_writingCheckpoint)
        {
            // The end is taken first: a record that comes between the two reads lies behind it and is found by the scan.
            var end = _committer.End;
            var state = (_pending.Acknowledgements, end);
            if (_closed || state == _written)
            {
                return;
            }

            var (oldest, next) = _pending.Oldest(CheckpointFile.MostStuck);
            var at = next is { } n ? (n.Segment, n.Offset) : end;
            try
            {
                var stuck = Array.FindAll(oldest, p => (p.Segment, p.Offset).CompareTo(at) < 0);
                var checkpoint = new SegmentCheckpoint(at.Segment, at.Offset, stuck);
                _checkpoint.Write(checkpoint);
                (_written, _durable) = (state, checkpoint);
            }
            catch (IOException failure)
            {
                LogNoCheckpoint(_logger, failure);
            }
        }
    }

    private static byte[] Bare() => new byte[RecordHeader.FixedLength + RecordHeader.TailLength];

    private async ValueTask<BlobRef> AppendAsync(
        byte[] header, ReadOnlySequence<byte> body, SegmentRecordKind kind, IngestId id, CancellationToken cancellation)
    {
        if (body.Length > int.MaxValue)
        {
            throw new ArgumentException($"A message of {body.Length} bytes cannot be kept.", nameof(body));
        }

        var append = new SegmentAppend(header, body, kind, id);
        try
        {
            await _committer.EnqueueAsync(append, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw new StoreUnavailableException("The accept log is closed.", closed);
        }

        return await append.Done.ConfigureAwait(false);
    }

    /// <summary>The record; neither that nor a failure if it is lost for good.</summary>
    private (PendingIngest? Pending, Exception? Failure) TryRead(SegmentPlace place)
    {
        try
        {
            return (_reader.ReadPending(place), null);
        }
        catch (Exception failure) when (failure is BlobNotFoundException or FileNotFoundException)
        {
            LogLost(_logger, failure, place.Id.Value, place.Segment, place.Offset);
            return (null, null);
        }
        catch (Exception failure)
        {
            // Too many open files, a disk that does not answer: the record may well be there.
            return (null, failure);
        }
    }

    [LoggerMessage(20, LogLevel.Warning, "The checkpoint of the accept log could not be written; a restart replays more")]
    private static partial void LogNoCheckpoint(ILogger logger, Exception failure);

    [LoggerMessage(21, LogLevel.Error, "Accepted message {Ingest} at {Segment}:{Offset} cannot be read any more and stays undelivered")]
    private static partial void LogLost(ILogger logger, Exception failure, Guid ingest, long segment, long offset);
}
