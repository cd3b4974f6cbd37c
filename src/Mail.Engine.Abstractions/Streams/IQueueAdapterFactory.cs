using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Makes the parts of a persistent stream provider.</summary>
public interface IQueueAdapterFactory
{
    Task<IQueueAdapter> CreateAdapter();

    IStreamQueueMapper GetStreamQueueMapper();

    Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId);
}

/// <summary>Distributes streams over queues.</summary>
public interface IStreamQueueMapper
{
    IEnumerable<QueueId> GetAllQueues();

    QueueId GetQueueForStream(StreamId streamId);
}

/// <summary>Where events go that a consumer refused too often.</summary>
public interface IStreamFailureHandler
{
    bool ShouldFaultSubsriptionOnError { get; }

    Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken sequenceToken);

    Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken sequenceToken);
}
