using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Mail.Storage.Segments;

/// <summary>
/// The one thread that appends: takes all that waits, writes it in one gather, syncs once, completes every waiter, and starts again at
/// once. While one group is synced the next gathers by itself.
/// </summary>
internal sealed partial class SegmentCommitter : IAsyncDisposable
{
    private static readonly TimeSpan FullEvery = TimeSpan.FromMinutes(1);

    private readonly SegmentDisk _disk;
    private readonly SegmentSupply _supply;
    private readonly PendingTable _pending;
    private readonly SegmentOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<SegmentAppend> _waiting;
    private readonly GatherBuffer _gather = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SegmentFile? _current;
    private long _number;
    private long _tail;
    private (long Segment, long Offset) _end;
    private long? _toldFull;

    /// <summary>Goes on in <paramref name="last"/> at <paramref name="tail"/>, or in a new segment above <paramref name="lastNumber"/>.</summary>
    public SegmentCommitter(
        SegmentDisk disk,
        SegmentSupply supply,
        PendingTable pending,
        SegmentOptions options,
        TimeProvider time,
        ILogger logger,
        SegmentFile? last,
        long lastNumber,
        long tail)
    {
        (_disk, _supply, _pending, _options, _time, _logger) = (disk, supply, pending, options, time, logger);
        (_current, _number, _tail, _end) = (last, lastNumber, tail, (lastNumber, tail));
        _waiting = Channel.CreateBounded<SegmentAppend>(new BoundedChannelOptions(options.MostWaiting) { SingleReader = true });
        new Thread(Loop) { IsBackground = true, Name = "segment-log" }.Start();
    }

    /// <summary>After the last record whose waiter has been, or is about to be, told.</summary>
    public (long Segment, long Offset) End
    {
        get
        {
            lock (_gather)
            {
                return _end;
            }
        }
    }

    public ValueTask EnqueueAsync(SegmentAppend append, CancellationToken cancellation) => _waiting.Writer.WriteAsync(append, cancellation);

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.Task.ConfigureAwait(false);
        _current?.Dispose();
    }

    private void Loop()
    {
        var group = new List<SegmentAppend>(_options.MostPerGroup);
        while (Gather(group))
        {
            var start = _time.GetTimestamp();
            Commit(group);
            StorageMetrics.RecordGroup("segments", group.Count, _time.GetElapsedTime(start));
            group.Clear();
        }

        _ended.SetResult();
    }

    private bool Gather(List<SegmentAppend> group)
    {
        var bytes = 0L;
        while (true)
        {
            while (group.Count < _options.MostPerGroup && _waiting.Reader.TryPeek(out var next)
                && (group.Count == 0 || bytes + next.Length <= _options.MostGroupBytes) && _waiting.Reader.TryRead(out var taken))
            {
                group.Add(taken);
                bytes += taken.Length;
            }

            if (group.Count > 0)
            {
                return true;
            }

            if (!_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                return false;
            }
        }
    }

    private void Commit(List<SegmentAppend> group)
    {
        for (var done = 0; done < group.Count;)
        {
            if (!HasRoom(group[done]) && !TryRoll(group[done]))
            {
                done++;
                continue;
            }

            var first = done;
            var end = _tail;
            _gather.Clear();
            while (done < group.Count && end + group[done].Length <= _current!.Length)
            {
                group[done].Place(_current, end);
                _gather.Add(group[done]);
                end += group[done++].Length;
            }

            WriteRun(group, first, done, end);
        }
    }

    private bool HasRoom(SegmentAppend record) => _current is not null && _tail + record.Length <= _current.Length;

    private bool TryRoll(SegmentAppend record)
    {
        try
        {
            var next = _supply.Take(_number + 1, record.Length);
            _current?.Dispose();
            _current = next;
            _number = next.Number;
            _tail = SegmentFile.HeaderLength;
            return true;
        }
        catch (Exception failure)
        {
            var refusal = ToPortException(failure);
            if (!ToldFull(refusal))
            {
                LogNoSegment(_logger, failure, _number + 1);
            }

            record.Fail(refusal);
            return false;
        }
    }

    private void WriteRun(List<SegmentAppend> group, int first, int end, long newTail)
    {
        var segment = _current!;
        try
        {
            _disk.Write(segment.Handle, _gather.Finish(), _tail);
            var start = _time.GetTimestamp();
            _disk.Sync(segment.Handle);
            StorageMetrics.RecordSync(_time.GetElapsedTime(start));
        }
        catch (Exception failure)
        {
            var refusal = ToPortException(failure);
            if (!ToldFull(refusal))
            {
                LogPoisoned(_logger, failure, segment.Number, _tail);
            }

            Retire(segment, newTail);
            for (var i = first; i < end; i++)
            {
                group[i].Fail(refusal);
            }

            return;
        }

        StorageMetrics.AddAppended("segments", newTail - _tail);
        _tail = newTail;
        Publish(group, first, end, segment.Number);
    }

    private void Publish(List<SegmentAppend> group, int first, int end, long segment)
    {
        lock (_gather)
        {
            // One step for the checkpoint: an end that covers a record never comes without the record.
            for (var i = first; i < end; i++)
            {
                if (group[i].Kind == SegmentRecordKind.Accepted)
                {
                    _pending.Add(new SegmentPlace(group[i].Id, segment, group[i].Offset));
                }
            }

            _end = (segment, _tail);
        }

        for (var i = first; i < end; i++)
        {
            group[i].Complete(segment);
        }
    }

    /// <summary>After a failed write or sync nobody knows what the disk holds: wipe what was refused, as far as that works, and leave the file.</summary>
    private void Retire(SegmentFile segment, long end)
    {
        try
        {
            for (var at = _tail; at < end; at += 1 << 20)
            {
                _disk.Write(segment.Handle, [new byte[Math.Min(1 << 20, end - at)]], at);
            }

            _disk.Sync(segment.Handle);
        }
        catch (Exception failure)
        {
            LogNotWiped(_logger, failure, segment.Number);
        }

        _current = null;
        segment.Dispose();
    }

    /// <summary>A full disk is told once a minute, not at each message that it refuses.</summary>
    private bool ToldFull(Exception refusal)
    {
        if (refusal is not StoreFullException)
        {
            return false;
        }

        if (_toldFull is not { } last || _time.GetElapsedTime(last) >= FullEvery)
        {
            _toldFull = _time.GetTimestamp();
            LogFull(_logger, refusal.Message);
        }

        return true;
    }

    private static Exception ToPortException(Exception failure) => failure switch
    {
        StoreFullException or StoreUnavailableException => failure,
        _ when SegmentDisk.IsFull(failure) => new StoreFullException("The disk of the accept log is full.", failure),
        _ => new StoreUnavailableException($"The accept log could not be written: {failure.Message}", failure),
    };

    [LoggerMessage(1, LogLevel.Error, "No new segment {Segment}")]
    private static partial void LogNoSegment(ILogger logger, Exception failure, long segment);

    [LoggerMessage(2, LogLevel.Error, "Segment {Segment} failed at {Offset} and is left; the log goes on in a new one")]
    private static partial void LogPoisoned(ILogger logger, Exception failure, long segment, long offset);

    [LoggerMessage(4, LogLevel.Error, "The disk is full, mail is refused for now; make room. {Reason}")]
    private static partial void LogFull(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Warning, "What was refused in segment {Segment} could not be wiped; it may be delivered after a restart")]
    private static partial void LogNotWiped(ILogger logger, Exception failure, long segment);
}
