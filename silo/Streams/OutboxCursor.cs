using Orleans.Streams;

namespace Mail.Silo.Streams;

/// <summary>
/// A consumer's way through a lane. It goes on only from an event that the consumer has taken or that is a dead letter; one that failed
/// comes again after its back-off, and meanwhile nothing else does, so that the order of a key holds.
/// </summary>
internal sealed class OutboxCursor(OutboxQueue queue, OutboxLane lane) : IQueueCacheCursor
{
    private OutboxBatch? _current;

    /// <summary>Rows up to this id are taken or given up.</summary>
    public long Position { get; set; }

    /// <summary>Nothing is delivered before.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>The batch to deliver again.</summary>
    public OutboxBatch? Retry { get; set; }

    /// <summary>The row that must have become a dead letter before anything else is delivered; 0: none.</summary>
    public long Burying { get; set; }

    public OutboxLane Lane => lane;

    public IBatchContainer GetCurrent(out Exception? exception)
    {
        exception = null;
        return _current!;
    }

    public bool MoveNext()
    {
        _current = queue.Next(this, _current);
        return _current is not null;
    }

    public void Refresh(StreamSequenceToken token)
    {
        // The lane has what is new already.
    }

    public void RecordDeliveryFailure()
    {
        // DeliveryOutcomes has noted it on the batch.
    }

    public void Dispose() => queue.Close(this);
}
