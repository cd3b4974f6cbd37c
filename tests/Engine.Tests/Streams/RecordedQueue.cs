using System.Threading.Channels;
using Mail.Engine.Streams;
using Orleans.Runtime;
using Orleans.Streams;

namespace Engine.Tests.Streams;

/// <summary>One queue of text that tells what was acknowledged and given up.</summary>
internal sealed class RecordedQueue : IQueueAdapterFactory, IQueueAdapter, IQueueAdapterReceiver, IStreamFailureHandler
{
    private readonly HashedQueues _queues = new("recorded", 1);
    private readonly MemoryQueue _queue = new();
    private readonly Channel<string> _acknowledged = Channel.CreateUnbounded<string>();
    private int _failures;

    public string Name => "recorded";

    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadWrite;

    public bool ShouldFaultSubsriptionOnError => false;

    public int Failures => Volatile.Read(ref _failures);

    public async Task<string> Acknowledged() => await _acknowledged.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public IStreamQueueMapper GetStreamQueueMapper() => _queues;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(this);

    public Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext)
    {
        _queue.Add(number => new MemoryBatch(streamId, events.Cast<object>().ToList(), requestContext, number));
        return Task.CompletedTask;
    }

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => this;

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => _queue.GetQueueMessagesAsync(maxCount);

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages)
    {
        foreach (var message in messages)
        {
            _acknowledged.Writer.TryWrite(message.StreamId.ToString());
        }

        return Task.CompletedTask;
    }

    public Task Shutdown(TimeSpan timeout) => Task.CompletedTask;

    public Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken sequenceToken)
    {
        Interlocked.Increment(ref _failures);
        return Task.CompletedTask;
    }

    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken sequenceToken) => Task.CompletedTask;
}
