using Mail.Engine.Activation;
using Mail.Engine.Invocation;
using Mail.Engine.Scheduling;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Streams;

namespace Mail.Engine.Streams;

/// <summary>
/// Reads one queue and delivers its batches: those of one stream in order, to all its consumers at once, each until it has it or was asked
/// too often. A batch is acknowledged only then, so a crash delivers it again. All its state belongs to its own turns.
/// </summary>
internal sealed partial class QueuePullingAgent(
    PersistentStreamProvider provider,
    QueueId queue,
    IQueueAdapter adapter,
    IStreamFailureHandler failures,
    SiloRuntime silo,
    StreamPullingAgentOptions pulling,
    StreamDeliveryOptions delivery,
    ILogger log)
{
    private readonly TurnScheduler _turns = new(silo.Work, null);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<StreamId, Chain> _streams = [];
    private readonly IQueueAdapterReceiver _receiver = adapter.CreateReceiver(queue);
    private TaskCompletionSource? _room;
    private int _inFlight;

    public async Task Start()
    {
        await _receiver.Initialize(pulling.InitQueueTimeout);
        _turns.QueueAction(static state => _ = ((QueuePullingAgent)state).Pull(), this);
    }

    /// <summary>Stops reading; what consumers work on is waited for until the token is cancelled.</summary>
    public async Task Stop(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        await _stopped.Task.WaitAsync(cancellationToken);
        await _receiver.Shutdown(pulling.InitQueueTimeout);
    }

    private async Task Pull()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var batches = _inFlight < delivery.MaxInFlightBatches ? await _receiver.GetQueueMessagesAsync(pulling.BatchContainerBatchSize) : null;
                if (batches is null)
                {
                    await Room();
                }
                else if (batches.Count == 0)
                {
                    await Task.Delay(pulling.GetQueueMsgsTimerPeriod, silo.Time, _stopping.Token);
                }
                else
                {
                    Accept(batches);
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                ReadFailed(log, queue, error);
                await Pause(pulling.GetQueueMsgsTimerPeriod);
            }
        }

        await Task.WhenAll(_streams.Values.Select(chain => chain.Last).ToArray());
        _stopped.TrySetResult();
    }

    private void Accept(IList<IBatchContainer> batches)
    {
        foreach (var batch in batches)
        {
            _inFlight++;
            if (!_streams.TryGetValue(batch.StreamId, out var chain))
            {
                _streams[batch.StreamId] = chain = new Chain();
            }

            chain.Pending++;
            chain.Last = DeliverAfter(chain.Last, batch);
        }
    }

    private async Task DeliverAfter(Task before, IBatchContainer batch)
    {
        await before;
        // Leaves the turn that reads, so that reading does not wait for deliveries that need not wait.
        await Task.Yield();
        try
        {
            var consumers = await Consumers(batch);
            if (consumers is null)
            {
                return;
            }

            var done = await Task.WhenAll(consumers.Select(consumer => Deliver(consumer, batch)));
            if (done.All(d => d))
            {
                await _receiver.MessagesDeliveredAsync([batch]);
            }
        }
        catch (Exception error)
        {
            // Not acknowledged: the queue gives it again.
            AcknowledgeFailed(log, batch.StreamId, error);
        }
        finally
        {
            Finished(batch.StreamId);
        }
    }

    // Without its subscribers a batch must not count as delivered: ask until they are known or the silo stops.
    private async Task<List<StreamSubscriber>?> Consumers(IBatchContainer batch)
    {
        for (var attempt = 1; !_stopping.IsCancellationRequested; attempt++)
        {
            try
            {
                return await provider.Subscriptions.Of(provider.Name, batch.StreamId);
            }
            catch (Exception error)
            {
                SubscribersUnknown(log, batch.StreamId, error);
                await Pause(Backoff(attempt));
            }
        }

        return null;
    }

    private async Task<bool> Deliver(StreamSubscriber consumer, IBatchContainer batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await silo.References.Create(consumer.GrainId).SendAsync<bool>(new LocalRequest<StreamConsumerExtension, bool>(nameof(StreamConsumerExtension.Deliver), async extension =>
                {
                    await extension.Deliver(provider, consumer.SubscriptionId, batch);
                    return true;
                }));
                return true;
            }
            catch (Exception error)
            {
                DeliveryFailed(log, batch.StreamId, consumer.GrainId, attempt, error);
            }

            if (attempt >= delivery.MaxAttempts)
            {
                await failures.OnDeliveryFailure(GuidId.GetGuidId(consumer.SubscriptionId), provider.Name, batch.StreamId, batch.SequenceToken);
                return true;
            }

            if (_stopping.IsCancellationRequested)
            {
                return false;
            }

            await Pause(Backoff(attempt));
        }
    }

    private void Finished(StreamId stream)
    {
        _inFlight--;
        _room?.TrySetResult();
        if (--_streams[stream].Pending == 0)
        {
            _streams.Remove(stream);
        }
    }

    private async Task Room()
    {
        _room = new TaskCompletionSource();
        await _room.Task.WaitAsync(_stopping.Token);
        _room = null;
    }

    private TimeSpan Backoff(int attempt)
    {
        var span = delivery.FirstBackoff * Math.Pow(2, Math.Min(attempt - 1, 20));
        return span < delivery.LongestBackoff ? span : delivery.LongestBackoff;
    }

    private async Task Pause(TimeSpan span)
    {
        try
        {
            await Task.Delay(span, silo.Time, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Whoever paused looks at the token next.
        }
    }

    /// <summary>The deliveries of one stream, each after the one before.</summary>
    private sealed class Chain
    {
        public Task Last { get; set; } = Task.CompletedTask;

        public int Pending { get; set; }
    }

    [LoggerMessage(1, LogLevel.Error, "Queue {Queue} could not be read.")]
    private static partial void ReadFailed(ILogger log, QueueId queue, Exception error);

    [LoggerMessage(2, LogLevel.Warning, "Delivery from stream {Stream} to grain {GrainId} failed, attempt {Attempt}.")]
    private static partial void DeliveryFailed(ILogger log, StreamId stream, GrainId grainId, int attempt, Exception error);

    [LoggerMessage(3, LogLevel.Error, "A batch of stream {Stream} could not be acknowledged and will come again.")]
    private static partial void AcknowledgeFailed(ILogger log, StreamId stream, Exception error);

    [LoggerMessage(4, LogLevel.Error, "The subscribers of stream {Stream} could not be read.")]
    private static partial void SubscribersUnknown(ILogger log, StreamId stream, Exception error);
}
