using Orleans.Runtime;
using Orleans.Streams;

namespace Mail.Engine.Streams;

/// <summary>One subscription of the grain whose turn runs.</summary>
internal sealed class PersistentSubscriptionHandle<T>(PersistentStreamProvider provider, StreamId streamId, Guid id) : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => streamId;

    public override string ProviderName => provider.Name;

    public override Guid HandleId => id;

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        SubscribingGrain.Current(provider).Consumers.Attach(id, observer);
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override async Task UnsubscribeAsync()
    {
        var grain = SubscribingGrain.Current(provider);
        grain.Consumers.Detach(id);
        if (provider.Subscriptions.ImplicitId(streamId, grain.Id) != id)
        {
            await provider.Subscriptions.Remove(provider.Name, streamId, id);
        }
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other is not null && other.HandleId == id;
}
