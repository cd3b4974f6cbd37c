using System.Collections.Immutable;

namespace Mail.Storage.Queue;

/// <summary>The queue behind the streams: rows written by commits, read until acknowledged (at least once).</summary>
public interface IOutbox
{
    /// <summary>Writes events on their own, without another change.</summary>
    ValueTask AddAsync(ImmutableArray<OutboxEvent> events, CancellationToken cancellation);

    /// <summary>Unacknowledged rows of a stream with ids above <paramref name="afterId"/>, ascending, at most <paramref name="most"/>.</summary>
    ValueTask<ImmutableArray<OutboxRow>> ReadAsync(string stream, long afterId, int most, CancellationToken cancellation);

    /// <summary>
    /// The same for one of the stream's <see cref="OutboxEvent.Partitions"/> queues. Rows of other processes can appear below ids that were
    /// read before; those of one key always come in order, if further pages of a reading go up to the first one's newest id.
    /// </summary>
    ValueTask<OutboxPage> ReadQueueAsync(string stream, int partition, long afterId, int most, CancellationToken cancellation);

    /// <summary>Completes when rows may have been added to the queue since the call, or when cancelled. Spurious wake-ups are allowed.</summary>
    ValueTask WaitAsync(string stream, int partition, CancellationToken cancellation);

    /// <summary>Removes rows; unknown ids do no harm.</summary>
    ValueTask AcknowledgeAsync(string stream, ImmutableArray<long> ids, CancellationToken cancellation);

    /// <summary>Moves a row to the dead letters; does nothing if it is gone.</summary>
    ValueTask DeadLetterAsync(string stream, long id, string error, CancellationToken cancellation);

    /// <summary>Dead letters of a stream by id after <paramref name="afterId"/>.</summary>
    ValueTask<ImmutableArray<DeadLetter>> ReadDeadLettersAsync(string stream, long afterId, int most, CancellationToken cancellation);

    /// <summary>Streams that hold anything, by name.</summary>
    ValueTask<ImmutableArray<StreamDepth>> ReadDepthsAsync(CancellationToken cancellation);

    /// <summary>Puts a dead letter back at the end of its stream. False if there is none.</summary>
    ValueTask<bool> ReplayAsync(string stream, long id, CancellationToken cancellation);

    /// <summary>Forgets a dead letter. False if there is none.</summary>
    ValueTask<bool> DropAsync(string stream, long id, CancellationToken cancellation);
}
