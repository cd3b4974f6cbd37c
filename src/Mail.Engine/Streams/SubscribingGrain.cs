using Mail.Engine.Activation;
using Orleans.Runtime;

namespace Mail.Engine.Streams;

/// <summary>The grain in whose turn a subscription is made.</summary>
internal readonly record struct SubscribingGrain(GrainActivation Activation)
{
    public GrainId Id => Activation.GrainId;

    public StreamConsumerExtension Consumers => (StreamConsumerExtension)Activation.GetComponent(typeof(StreamConsumerExtension))!;

    public static SubscribingGrain Current(PersistentStreamProvider provider) => RuntimeContext.Current is GrainActivation activation
        ? new SubscribingGrain(activation)
        : throw new InvalidOperationException($"Only grains subscribe to streams of \"{provider.Name}\".");
}
