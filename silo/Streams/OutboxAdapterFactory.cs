using Mail.Storage.Queue;
using Orleans.Configuration;
using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Streams;

namespace Mail.Silo.Streams;

/// <summary>One queue per stream namespace; events that no consumer takes become dead letters (<c>dlq:{stream}</c>).</summary>
internal sealed class OutboxAdapterFactory(string name, IOutbox outbox, IReadOnlyList<string> streams, ILoggerFactory loggers)
    : IQueueAdapterFactory, IConsistentRingStreamQueueMapper, IStreamFailureHandler
{
    private readonly Dictionary<string, QueueId> _queues =
        streams.Select((s, i) => (s, Id: QueueId.GetQueueId(s, (uint)i, (uint)i))).ToDictionary(q => q.s, q => q.Id, StringComparer.Ordinal);

    private readonly SimpleQueueAdapterCache _cache = new(new SimpleQueueCacheOptions(), name, loggers);

    public bool ShouldFaultSubsriptionOnError => false;

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(new OutboxAdapter(name, outbox));

    public IStreamQueueMapper GetStreamQueueMapper() => this;

    public IQueueAdapterCache GetQueueAdapterCache() => _cache;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(this);

    public IEnumerable<QueueId> GetAllQueues() => _queues.Values;

    public IEnumerable<QueueId> GetQueuesForRange(IRingRange range) => _queues.Values.Where(q => range.InRange(q.GetUniformHashCode()));

    public QueueId GetQueueForStream(StreamId streamId) => _queues.TryGetValue(streamId.GetNamespace() ?? "", out var queue)
        ? queue
        : throw new ArgumentException($"There is no outbox stream '{streamId.GetNamespace()}'.", nameof(streamId));

    public async Task OnDeliveryFailure(
        GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken) =>
        await outbox.DeadLetterAsync(
            streamIdentity.GetNamespace() ?? "",
            sequenceToken!.SequenceNumber,
            $"subscription {subscriptionId} of {streamIdentity} refused it too often",
            CancellationToken.None);

    public Task OnSubscriptionFailure(
        GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken) => Task.CompletedTask;
}
