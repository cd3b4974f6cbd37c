using Mail.Storage.Queue;
using Orleans.Runtime;
using Orleans.Streams;

namespace Mail.Silo.Streams;

/// <summary>
/// What one queue of a stream holds in memory: a lane per key, bounded each and together. The receiver fills it from the outbox and takes
/// what is settled; the agent's cursors deliver from it.
/// </summary>
internal sealed class OutboxQueue(string stream, int partition, OutboxStreamOptions options, TimeProvider time, OutboxStreamLog log) : IQueueCache
{
    /// <summary>Rows in memory.</summary>
    public const int MostRows = 1_024;

    private readonly Lock _lock = new();
    private readonly Dictionary<StreamId, OutboxLane> _lanes = [];
    private readonly HashSet<OutboxLane> _ready = [];
    private readonly HashSet<OutboxCursor> _pausing = [];

    /// <summary>Rows in lanes, and settled ones until the store has forgotten them.</summary>
    private readonly HashSet<long> _known = [];
    private List<SettledRow> _settled = [];
    private CancellationTokenSource? _sleeper;

    public string Stream => stream;

    public int Partition => partition;

    public bool HasRoom
    {
        get
        {
            lock (_lock)
            {
                return _known.Count < MostRows;
            }
        }
    }

    public int GetMaxAddCount() => MostRows;

    public bool IsUnderPressure() => false;

    public void AddToCache(IList<IBatchContainer> messages)
    {
        // The receiver has added the rows; what it hands to the agent only wakes their cursors.
    }

    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        purgedItems = [];
        return false;
    }

    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token)
    {
        lock (_lock)
        {
            var lane = Lane(streamId);
            var cursor = new OutboxCursor(this, lane);
            lane.Cursors.Add(cursor);
            return cursor;
        }
    }

    /// <summary>Puts rows that are new into their lanes, ascending. A key without room is left out, and stays so until the next reading begins.</summary>
    public void Add(IEnumerable<OutboxRow> rows, HashSet<string> leftOut)
    {
        lock (_lock)
        {
            foreach (var row in rows)
            {
                if (_known.Contains(row.Id) || leftOut.Contains(row.Event.Key))
                {
                    continue;
                }

                var lane = Lane(StreamId.Create(stream, row.Event.Key));
                if (lane.IsFull || _known.Count >= MostRows)
                {
                    leftOut.Add(row.Event.Key);
                    continue;
                }

                _known.Add(row.Id);
                lane.Add(row);
                _ready.Add(lane);
            }
        }
    }

    /// <summary>A batch of each lane that has something to deliver.</summary>
    public IList<IBatchContainer> TakeReady()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var cursor in _pausing.Where(c => c.NotBefore <= now).ToList())
            {
                _pausing.Remove(cursor);
                _ready.Add(cursor.Lane);
            }

            var heads = _ready.Where(l => !l.IsEmpty).Select(l => (IBatchContainer)new OutboxBatch(l.First)).ToList();
            _ready.Clear();
            return heads;
        }
    }

    /// <summary>What the store is to forget, or to bury. <see cref="Forget"/> it after that.</summary>
    public IReadOnlyList<SettledRow> TakeSettled()
    {
        lock (_lock)
        {
            var settled = _settled;
            _settled = [];
            return settled;
        }
    }

    /// <summary>The store did not answer: the rows are settled all the same.</summary>
    public void PutBack(IEnumerable<SettledRow> settled)
    {
        lock (_lock)
        {
            _settled.AddRange(settled);
        }
    }

    public void Forget(IEnumerable<SettledRow> settled)
    {
        lock (_lock)
        {
            foreach (var row in settled)
            {
                _known.Remove(row.Id);
                if (_lanes.TryGetValue(StreamId.Create(stream, row.Key), out var lane))
                {
                    GoOn(lane, row);
                }
            }
        }
    }

    /// <summary>
    /// Has <paramref name="sleeper"/> cancelled when there is something to settle. Returns how long until an event is due again; null if
    /// there is nothing to wait for, zero if there is work now.
    /// </summary>
    public TimeSpan? Sleep(CancellationTokenSource sleeper)
    {
        lock (_lock)
        {
            _sleeper = sleeper;
            if (_settled.Count > 0 || _ready.Count > 0)
            {
                return TimeSpan.Zero;
            }

            return _pausing.Count == 0 ? null : _pausing.Min(c => c.NotBefore) - time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    public void Awake()
    {
        lock (_lock)
        {
            _sleeper = null;
        }
    }

    /// <summary>What a cursor delivers next, judging by what became of its last batch; null: nothing now.</summary>
    public OutboxBatch? Next(OutboxCursor cursor, OutboxBatch? last)
    {
        lock (_lock)
        {
            if (last is not null && !IsThrough(cursor, last))
            {
                return null;
            }

            if (cursor.Burying != 0 || cursor.NotBefore > time.GetUtcNow())
            {
                return null;
            }

            if (cursor.Lane.After(cursor.Position) is not { } row)
            {
                return null;
            }

            if (cursor.Retry is not { } retry || retry.RowId != row.Id)
            {
                return new OutboxBatch(row);
            }

            retry.Again();
            return retry;
        }
    }

    public void Close(OutboxCursor cursor)
    {
        lock (_lock)
        {
            if (!cursor.Lane.Cursors.Remove(cursor))
            {
                return;
            }

            _pausing.Remove(cursor);
            Settle(cursor.Lane);
            if (cursor.Lane.Cursors.Count == 0 && cursor.Lane.IsEmpty)
            {
                _lanes.Remove(cursor.Lane.Stream);
            }
        }
    }

    /// <summary>Whether the cursor may go on behind a batch: it was taken or given up.</summary>
    private bool IsThrough(OutboxCursor cursor, OutboxBatch batch)
    {
        if (batch.Outcome == DeliveryOutcome.Delivered)
        {
            cursor.Position = batch.RowId;
            cursor.Retry = null;
            Settle(cursor.Lane);
            return true;
        }

        if (batch.Outcome == DeliveryOutcome.Failed)
        {
            log.Refused(stream, batch, options.Attempts);
        }

        if (batch.Attempts >= options.Attempts)
        {
            cursor.Lane.GivenUp[batch.RowId] = batch.Error;
            (cursor.Position, cursor.Burying, cursor.Retry) = (batch.RowId, batch.RowId, null);
            Settle(cursor.Lane);
            return false;
        }

        cursor.Retry = batch;
        cursor.NotBefore = time.GetUtcNow() + options.RetryAfter(Math.Max(1, batch.Failures));
        _pausing.Add(cursor);
        _ = _sleeper?.CancelAsync();
        return false;
    }

    private void Settle(OutboxLane lane)
    {
        var any = false;
        for (; lane.TryTakeSettled(out var row); any = true)
        {
            _settled.Add(new SettledRow(row.Id, row.Event.Key, lane.GivenUp.Remove(row.Id, out var error) ? error : null));
        }

        if (any)
        {
            _ = _sleeper?.CancelAsync();
        }
    }

    /// <summary>What waited for a dead letter goes on behind it.</summary>
    private void GoOn(OutboxLane lane, in SettledRow buried)
    {
        foreach (var cursor in lane.Cursors)
        {
            if (cursor.Burying == buried.Id)
            {
                cursor.Burying = 0;
                _ready.Add(lane);
            }
        }
    }

    private OutboxLane Lane(StreamId id)
    {
        if (!_lanes.TryGetValue(id, out var lane))
        {
            _lanes[id] = lane = new OutboxLane(id);
        }

        return lane;
    }
}
