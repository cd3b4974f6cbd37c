using Orleans.Runtime;
using Orleans.Streams;

namespace Mail.Engine.Streams;

/// <summary>One stream of a persistent provider.</summary>
internal sealed class PersistentStream<T>(PersistentStreamProvider provider, StreamId streamId) : IAsyncStream<T>
{
    public StreamId StreamId => streamId;

    public string ProviderName => provider.Name;

    public bool IsRewindable => provider.IsRewindable;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => OnNextBatchAsync([item], token);

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) =>
        provider.Adapter.QueueMessageBatchAsync(streamId, batch, token, RequestContext.Snapshot is { } values ? new Dictionary<string, object>(values.Entries) : null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => SubscribeAsync(observer, null);

    public async Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null)
    {
        if (token is not null && !IsRewindable)
        {
            throw new NotSupportedException($"Stream provider \"{provider.Name}\" cannot start from an earlier event.");
        }

        var grain = SubscribingGrain.Current(provider);
        var id = provider.Subscriptions.ImplicitId(streamId, grain.Id) ?? await provider.Subscriptions.Add(provider.Name, streamId, grain.Id);
        return await Handle(id).ResumeAsync(observer, token);
    }

    public async Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        var grain = SubscribingGrain.Current(provider);
        var subscribers = await provider.Subscriptions.Of(provider.Name, streamId);
        return subscribers.Where(s => s.GrainId == grain.Id).Select(s => Handle(s.SubscriptionId)).ToList();
    }

    public bool Equals(IAsyncStream<T>? other) => other is not null && other.StreamId == streamId && other.ProviderName == provider.Name;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => streamId.GetHashCode();

    public int CompareTo(IAsyncStream<T>? other) => streamId.CompareTo(other?.StreamId ?? default);

    private StreamSubscriptionHandle<T> Handle(Guid id) => new PersistentSubscriptionHandle<T>(provider, streamId, id);
}
