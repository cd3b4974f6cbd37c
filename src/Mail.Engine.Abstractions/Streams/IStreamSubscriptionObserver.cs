using Orleans.Runtime;

namespace Orleans.Streams.Core;

/// <summary>A grain that is told of each of its subscriptions when it first hears from it.</summary>
public interface IStreamSubscriptionObserver
{
    Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
}

/// <summary>Makes the typed handle of a subscription.</summary>
public interface IStreamSubscriptionHandleFactory
{
    StreamId StreamId { get; }

    string ProviderName { get; }

    Runtime.GuidId SubscriptionId { get; }

    StreamSubscriptionHandle<T> Create<T>();
}
