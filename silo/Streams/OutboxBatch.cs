using Mail.Storage.Queue;
using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Streams;

namespace Mail.Silo.Streams;

/// <summary>One outbox row on its way to its consumers.</summary>
internal sealed class OutboxBatch(OutboxRow row) : IBatchContainer
{
    public long Id => row.Id;

    public StreamId StreamId { get; } = StreamId.Create(row.Event.Stream, row.Event.Key);

    public StreamSequenceToken SequenceToken { get; } = new EventSequenceTokenV2(row.Id);

    /// <summary>Consumers take the payload as <c>byte[]</c>.</summary>
    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        row.Event.Payload.ToArray() is T payload ? [Tuple.Create(payload, SequenceToken)] : [];

    public bool ImportRequestContext() => false;
}
