using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>What a queue lets the provider do.</summary>
public enum StreamProviderDirection
{
    None,
    ReadOnly,
    WriteOnly,
    ReadWrite,
}

/// <summary>A queue behind a persistent stream provider.</summary>
public interface IQueueAdapter
{
    string Name { get; }

    bool IsRewindable { get; }

    StreamProviderDirection Direction { get; }

    /// <summary>Enqueues events of one stream as one batch; they are durable, as far as the queue is, when the task completes.</summary>
    Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext);

    IQueueAdapterReceiver CreateReceiver(QueueId queueId);
}

/// <summary>Reads one queue. Batches stay in the queue until they are given back as delivered.</summary>
public interface IQueueAdapterReceiver
{
    Task Initialize(TimeSpan timeout);

    /// <summary>At most <paramref name="maxCount"/> batches that are due; empty when there are none.</summary>
    Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount);

    /// <summary>Acknowledges batches all of whose consumers are done.</summary>
    Task MessagesDeliveredAsync(IList<IBatchContainer> messages);

    Task Shutdown(TimeSpan timeout);
}

/// <summary>Events of one stream that travel together.</summary>
public interface IBatchContainer
{
    StreamId StreamId { get; }

    StreamSequenceToken SequenceToken { get; }

    IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>();

    /// <summary>Sets the request context that travelled with the batch; false when there was none.</summary>
    bool ImportRequestContext();
}
