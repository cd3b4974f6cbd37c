using Mail.Engine.Activation;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace Mail.Engine.Streams;

/// <summary>Streams over a queue adapter: producers write to the queues, one agent per queue delivers to the subscribers.</summary>
internal sealed class PersistentStreamProvider(string name, IQueueAdapterFactory factory, StreamSubscriptions subscriptions, SiloRuntime silo, Func<QueueId, IQueueAdapter, IStreamFailureHandler, QueuePullingAgent> newAgent)
    : IStreamProvider, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly List<QueuePullingAgent> _agents = [];
    private IQueueAdapter? _adapter;

    public string Name => name;

    public bool IsRewindable => _adapter?.IsRewindable ?? false;

    public IQueueAdapter Adapter => _adapter ?? throw new InvalidOperationException($"Stream provider \"{name}\" has not started yet.");

    public StreamSubscriptions Subscriptions => subscriptions;

    public SiloRuntime Silo => silo;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new PersistentStream<T>(this, streamId);

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<PersistentStreamProvider>(ServiceLifecycleStage.ApplicationServices, async _ => _adapter = await factory.CreateAdapter());
        lifecycle.Subscribe<PersistentStreamProvider>(ServiceLifecycleStage.Active, Start, Stop);
    }

    private async Task Start(CancellationToken cancellationToken)
    {
        if (Adapter.Direction == StreamProviderDirection.WriteOnly)
        {
            return;
        }

        foreach (var queue in factory.GetStreamQueueMapper().GetAllQueues())
        {
            var agent = newAgent(queue, Adapter, await factory.GetDeliveryFailureHandler(queue));
            _agents.Add(agent);
            await agent.Start();
        }
    }

    private Task Stop(CancellationToken cancellationToken) => Task.WhenAll(_agents.Select(agent => agent.Stop(cancellationToken)));
}
