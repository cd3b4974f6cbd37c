using Mail.Engine.Activation;
using Mail.Engine.Streams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Streams;

namespace Orleans.Hosting;

/// <summary>Stream providers of a silo.</summary>
public static class SiloBuilderStreamExtensions
{
    private const int MemoryQueues = 4;

    /// <summary>A stream provider over queues. Its options (<see cref="StreamPullingAgentOptions"/>, <see cref="StreamDeliveryOptions"/>) have its name.</summary>
    public static ISiloBuilder AddPersistentStreams(this ISiloBuilder builder, string name, Func<IServiceProvider, string, IQueueAdapterFactory> adapterFactory)
    {
        builder.Services.TryAddSingleton<StreamSubscriptions>();
        builder.Services.TryAddKeyedTransient<IGrainExtension>(typeof(StreamConsumerExtension), NewConsumer);
        builder.Services.AddKeyedSingleton(name, (services, _) => NewProvider(services, name, adapterFactory(services, name)));
        builder.Services.AddKeyedSingleton<IStreamProvider>(name, (services, _) => services.GetRequiredKeyedService<PersistentStreamProvider>(name));
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredKeyedService<PersistentStreamProvider>(name));
        return builder;
    }

    /// <summary>A stream provider whose queues end with the process.</summary>
    public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name) =>
        AddPersistentStreams(builder, name, static (services, name) => new MemoryQueueAdapterFactory(
            name, MemoryQueues, services.GetRequiredService<DeepCopier>(), services.GetRequiredService<ILogger<MemoryQueueAdapterFactory>>()));

    private static StreamConsumerExtension NewConsumer(IServiceProvider services, object? key) =>
        new((GrainActivation)RuntimeContext.Current!, services.GetRequiredService<DeepCopier>());

    private static PersistentStreamProvider NewProvider(IServiceProvider services, string name, IQueueAdapterFactory factory)
    {
        var silo = services.GetRequiredService<SiloRuntime>();
        var pulling = services.GetRequiredService<IOptionsMonitor<StreamPullingAgentOptions>>().Get(name);
        var delivery = services.GetRequiredService<IOptionsMonitor<StreamDeliveryOptions>>().Get(name);
        Check(name, pulling, delivery);
        PersistentStreamProvider? provider = null;
        provider = new PersistentStreamProvider(name, factory, services.GetRequiredService<StreamSubscriptions>(), silo, (queue, adapter, failures) => new QueuePullingAgent(
            provider!,
            queue,
            adapter,
            failures,
            silo,
            pulling,
            delivery,
            services.GetRequiredService<ILogger<QueuePullingAgent>>()));
        return provider;
    }

    private static void Check(string name, StreamPullingAgentOptions pulling, StreamDeliveryOptions delivery)
    {
        Require(pulling.BatchContainerBatchSize is >= 1 and <= 1_000, $"StreamPullingAgentOptions.BatchContainerBatchSize of \"{name}\" is {pulling.BatchContainerBatchSize}; it must be between 1 and 1,000.");
        Require(pulling.GetQueueMsgsTimerPeriod > TimeSpan.Zero, $"StreamPullingAgentOptions.GetQueueMsgsTimerPeriod of \"{name}\" is {pulling.GetQueueMsgsTimerPeriod}; it must be longer than zero.");
        Require(delivery.MaxAttempts >= 1, $"StreamDeliveryOptions.MaxAttempts of \"{name}\" is {delivery.MaxAttempts}; it must be 1 or more.");
        Require(delivery.MaxInFlightBatches >= 1, $"StreamDeliveryOptions.MaxInFlightBatches of \"{name}\" is {delivery.MaxInFlightBatches}; it must be 1 or more.");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new OrleansConfigurationException(message);
        }
    }
}
