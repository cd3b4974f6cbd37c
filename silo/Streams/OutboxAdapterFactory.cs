using System.Collections.Concurrent;
using Mail.Storage.Queue;
using Orleans.Runtime;
using Orleans.Streams;

namespace Mail.Silo.Streams;

/// <summary>
/// The queues of all streams, spread evenly over the ring of silos. Events that no consumer takes become dead letters
/// (<c>dlq:{stream}</c>); the agent's own notion of failure is not used.
/// </summary>
internal sealed class OutboxAdapterFactory(
    string name, IOutbox outbox, IReadOnlyList<string> streams, OutboxStreamOptions options, TimeProvider time, OutboxStreamLog log)
    : IQueueAdapterFactory, IQueueAdapterCache, IConsistentRingStreamQueueMapper, IStreamFailureHandler
{
    private readonly Dictionary<(string Stream, int Partition), QueueId> _queues = Queues(streams);

    /// <summary>The agent makes cache and receiver of a queue one after the other; both look at the same rows.</summary>
    private readonly ConcurrentDictionary<QueueId, OutboxQueue> _open = [];

    public bool ShouldFaultSubsriptionOnError => false;

    public Task<IQueueAdapter> CreateAdapter() =>
        Task.FromResult<IQueueAdapter>(new OutboxAdapter(name, outbox, id => new OutboxReceiver(outbox, _open[id], time, log)));

    public IStreamQueueMapper GetStreamQueueMapper() => this;

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IQueueCache CreateQueueCache(QueueId queueId) =>
        _open[queueId] = new OutboxQueue(queueId.GetStringNamePrefix(), (int)queueId.GetNumericId(), options, time, log);

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(this);

    public IEnumerable<QueueId> GetAllQueues() => _queues.Values;

    public IEnumerable<QueueId> GetQueuesForRange(IRingRange range) => _queues.Values.Where(q => range.InRange(q.GetUniformHashCode()));

    public QueueId GetQueueForStream(StreamId streamId) =>
        _queues.TryGetValue((streamId.GetNamespace() ?? "", OutboxEvent.PartitionOf(streamId.GetKeyAsString())), out var queue)
            ? queue
            : throw new ArgumentException($"There is no outbox stream '{streamId.GetNamespace()}'.", nameof(streamId));

    public Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken) =>
        Task.CompletedTask;

    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken) =>
        Task.CompletedTask;

    private static Dictionary<(string Stream, int Partition), QueueId> Queues(IReadOnlyList<string> streams)
    {
        var all = streams.Distinct(StringComparer.Ordinal).SelectMany(s => Enumerable.Range(0, OutboxEvent.Partitions).Select(p => (Stream: s, Partition: p))).ToList();
        var step = uint.MaxValue / (uint)Math.Max(1, all.Count);
        return all.Index().ToDictionary(q => q.Item, q => QueueId.GetQueueId(q.Item.Stream, (uint)q.Item.Partition, (uint)q.Index * step));
    }
}
