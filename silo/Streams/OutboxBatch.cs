using Mail.Storage.Queue;
using Orleans;
using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Streams;

namespace Mail.Silo.Streams;

/// <summary>One outbox row on its way to one consumer. What becomes of it is noted on the sender's side only.</summary>
[GenerateSerializer, Immutable, Alias("mail.outbox-batch")]
internal sealed class OutboxBatch : IBatchContainer
{
    [Id(0)]
    private readonly long _id;

    [Id(1)]
    private readonly StreamId _stream;

    [Id(2)]
    private readonly byte[] _payload;

    public OutboxBatch(in OutboxRow row)
    {
        _id = row.Id;
        _stream = StreamId.Create(row.Event.Stream, row.Event.Key);
        _payload = row.Event.Payload.ToArray();
    }

    public long RowId => _id;

    public StreamId StreamId => _stream;

    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(_id);

    /// <summary>How the last delivery ended.</summary>
    [field: NonSerialized]
    public DeliveryOutcome Outcome { get; private set; }

    /// <summary>Deliveries that the consumer refused.</summary>
    [field: NonSerialized]
    public int Attempts { get; private set; }

    /// <summary>Failures of all kinds since the batch was made.</summary>
    [field: NonSerialized]
    public int Failures { get; private set; }

    /// <summary>The consumer's last error, for people.</summary>
    [field: NonSerialized]
    public string Error { get; private set; } = "";

    /// <summary>Consumers take the payload as <c>byte[]</c>.</summary>
    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() => _payload is T payload ? [Tuple.Create(payload, SequenceToken)] : [];

    public bool ImportRequestContext() => false;

    public void Delivered() => Outcome = DeliveryOutcome.Delivered;

    public void Failed(Exception error, bool isOutage)
    {
        Outcome = DeliveryOutcome.Failed;
        Attempts += isOutage ? 0 : 1;
        Failures++;
        Error = $"{error.GetType().Name}: {error.Message}";
    }

    /// <summary>Another delivery begins.</summary>
    public void Again() => Outcome = DeliveryOutcome.None;
}
