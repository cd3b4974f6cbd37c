using Mail.Storage.Queue;
using Orleans.Runtime;
using Orleans.Streams;

namespace Mail.Silo.Streams;

/// <summary>The outbox as a stream queue: what a commit wrote beside its change is what consumers get, at least once.</summary>
internal sealed class OutboxAdapter(string name, IOutbox outbox, Func<QueueId, IQueueAdapterReceiver> receiver) : IQueueAdapter
{
    public string Name => name;

    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadWrite;

    public async Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext)
    {
        var rows = events.Select(e => e is byte[] payload
            ? new OutboxEvent(streamId.GetNamespace() ?? "", streamId.GetKeyAsString(), payload)
            : throw new ArgumentException($"Events of outbox streams are byte[], not {typeof(T)}.", nameof(events)));
        await outbox.AddAsync([.. rows], CancellationToken.None);
    }

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => receiver(queueId);
}
