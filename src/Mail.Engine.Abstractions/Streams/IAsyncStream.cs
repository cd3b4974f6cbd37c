using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A stream, whatever its events.</summary>
public interface IAsyncStream
{
    StreamId StreamId { get; }

    /// <summary>False when only the queue behind the provider produces.</summary>
    bool IsRewindable { get; }

    string ProviderName { get; }
}

/// <summary>A stream of <typeparamref name="T"/>: events go in by OnNextAsync and come out to subscribers at least once, in order per stream.</summary>
public interface IAsyncStream<T> : IAsyncStream, IEquatable<IAsyncStream<T>>, IComparable<IAsyncStream<T>>, IAsyncObservable<T>, IAsyncBatchProducer<T>
{
    /// <summary>This grain's explicit subscriptions to the stream, which outlive its activations: resume each on activation.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}
