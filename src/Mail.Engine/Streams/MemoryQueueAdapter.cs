using Microsoft.Extensions.Logging;
using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Streams;

namespace Mail.Engine.Streams;

/// <summary>Queues in this process; they end with it. For tests and for events that may be lost.</summary>
internal sealed class MemoryQueueAdapterFactory(string name, int queueCount, DeepCopier copier, ILogger<MemoryQueueAdapterFactory> log) : IQueueAdapterFactory
{
    private readonly HashedQueues _queues = new(name, queueCount);

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(new MemoryQueueAdapter(name, _queues, copier));

    public IStreamQueueMapper GetStreamQueueMapper() => _queues;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(new LoggedFailures(log));
}

/// <summary>Distributes streams over a fixed number of queues by their hash.</summary>
internal sealed class HashedQueues(string name, int count) : IStreamQueueMapper
{
    private readonly QueueId[] _queues = Enumerable.Range(0, count).Select(i => QueueId.GetQueueId(name, (uint)i, (uint)(i * (uint.MaxValue / (uint)count)))).ToArray();

    public IEnumerable<QueueId> GetAllQueues() => _queues;

    public QueueId GetQueueForStream(StreamId streamId) => _queues[(uint)streamId.GetHashCode() % (uint)_queues.Length];
}

internal sealed class MemoryQueueAdapter(string name, HashedQueues queues, DeepCopier copier) : IQueueAdapter
{
    private readonly Dictionary<QueueId, MemoryQueue> _byId = queues.GetAllQueues().ToDictionary(q => q, _ => new MemoryQueue());

    public string Name => name;

    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadWrite;

    public Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext)
    {
        var copies = events.Select(e => copier.Copy(e)).Cast<object>().ToList();
        _byId[queues.GetQueueForStream(streamId)].Add(number => new MemoryBatch(streamId, copies, requestContext, number));
        return Task.CompletedTask;
    }

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => _byId[queueId];
}

/// <summary>One queue of at most 100,000 batches.</summary>
internal sealed class MemoryQueue : IQueueAdapterReceiver
{
    private const int MostBatches = 100_000;
    private readonly Queue<IBatchContainer> _batches = new();
    private long _number;

    public void Add(Func<long, IBatchContainer> batch)
    {
        lock (_batches)
        {
            if (_batches.Count >= MostBatches)
            {
                throw new LimitExceededException($"The stream queue holds {MostBatches} batches, which is the limit.");
            }

            _batches.Enqueue(batch(++_number));
        }
    }

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        var taken = new List<IBatchContainer>();
        lock (_batches)
        {
            while (taken.Count < maxCount && _batches.TryDequeue(out var batch))
            {
                taken.Add(batch);
            }
        }

        return Task.FromResult<IList<IBatchContainer>>(taken);
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public Task Shutdown(TimeSpan timeout) => Task.CompletedTask;
}

internal sealed class MemoryBatch(StreamId streamId, List<object> events, Dictionary<string, object>? requestContext, long number) : IBatchContainer
{
    private readonly EventSequenceTokenV2 _token = new(number);

    public StreamId StreamId => streamId;

    public StreamSequenceToken SequenceToken => _token;

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        events.Select((item, index) => Tuple.Create((T)item, (StreamSequenceToken)_token.CreateSequenceTokenForEvent(index)));

    public bool ImportRequestContext()
    {
        foreach (var (key, value) in requestContext ?? [])
        {
            RequestContext.Set(key, value);
        }

        return requestContext is not null;
    }
}

internal sealed partial class LoggedFailures(ILogger log) : IStreamFailureHandler
{
    public bool ShouldFaultSubsriptionOnError => false;

    public Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken sequenceToken)
    {
        GivenUp(log, streamIdentity, streamProviderName, subscriptionId);
        return Task.CompletedTask;
    }

    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken sequenceToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Error, "An event of stream {Stream} of provider {Provider} was given up for subscription {Subscription}.")]
    private static partial void GivenUp(ILogger log, StreamId stream, string provider, GuidId subscription);
}
