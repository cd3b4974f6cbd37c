using Mail.Engine.Activation;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Mail.Engine.Streams;

/// <summary>The consumer's side: the observers of one activation, by subscription.</summary>
internal sealed class StreamConsumerExtension(GrainActivation activation, DeepCopier copier) : IGrainExtension
{
    private readonly Dictionary<Guid, Func<IBatchContainer, Task>> _observers = [];
    private readonly HashSet<Guid> _announced = [];

    public void Attach<T>(Guid id, IAsyncObserver<T> observer) => _observers[id] = async batch =>
    {
        foreach (var (item, token) in batch.GetEvents<T>())
        {
            await observer.OnNextAsync(copier.Copy(item), token);
        }
    };

    public void Detach(Guid id) => _observers.Remove(id);

    public async Task Deliver(PersistentStreamProvider provider, Guid id, IBatchContainer batch)
    {
        if (!_observers.ContainsKey(id) && _announced.Add(id) && activation.GrainInstance is IStreamSubscriptionObserver grain)
        {
            await grain.OnSubscribed(new HandleFactory(provider, batch.StreamId, id));
        }

        if (!_observers.TryGetValue(id, out var observer))
        {
            throw new OrleansException($"Grain {activation.GrainId} is subscribed to {batch.StreamId} but attached no observer: resume the subscription in OnActivateAsync or implement {nameof(IStreamSubscriptionObserver)}.");
        }

        batch.ImportRequestContext();
        await observer(batch);
    }

    private sealed class HandleFactory(PersistentStreamProvider provider, StreamId streamId, Guid id) : IStreamSubscriptionHandleFactory
    {
        public StreamId StreamId => streamId;

        public string ProviderName => provider.Name;

        public GuidId SubscriptionId => GuidId.GetGuidId(id);

        public StreamSubscriptionHandle<T> Create<T>() => new PersistentSubscriptionHandle<T>(provider, streamId, id);
    }
}
