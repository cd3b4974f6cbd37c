using Mail.Grains.Mailbox.Events;
using Mail.Storage.Queue;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Streams;

namespace Mail.Silo.Streams;

/// <summary>Puts the outbox into Orleans as the queue of its persistent streams.</summary>
internal static class OutboxStreams
{
    /// <summary>Name of the stream provider.</summary>
    public const string Provider = "outbox";

    /// <summary>The streams of the server. Each has one consumer, a grain that subscribes implicitly.</summary>
    public static IReadOnlyList<string> All { get; } = [MailboxEventsGrain.Stream];

    /// <summary>The receiver sleeps by itself; this is only how soon the agent comes back to it.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    /// <summary>How long the agent at least remembers the consumers of a key that nothing happens to, and with them how often each was tried.</summary>
    private static readonly TimeSpan LeastMemory = TimeSpan.FromMinutes(5);

    /// <summary>Subscriptions are implicit only, so no store of subscriptions is needed.</summary>
    public static ISiloBuilder AddOutboxStreams(this ISiloBuilder silo, OutboxStreamOptions options, params IReadOnlyList<string> streams)
    {
        silo.Services.AddSingleton<OutboxStreamLog>();
        silo.AddOutgoingGrainCallFilter<DeliveryOutcomes>();
        return silo.AddPersistentStreams(
            Provider,
            (services, name) => new OutboxAdapterFactory(
                name,
                services.GetRequiredService<IOutbox>(),
                streams,
                options,
                services.GetService<TimeProvider>() ?? TimeProvider.System,
                services.GetRequiredService<OutboxStreamLog>()),
            provider =>
            {
                provider.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
                provider.ConfigureBackoffProvider((_, _) => new OneDeliveryAtATime());
                provider.ConfigurePullingAgent(agent => agent.Configure(o => (o.GetQueueMsgsTimerPeriod, o.StreamInactivityPeriod) = (Period, LeastMemory + (2 * options.LongestRetry))));
            });
    }
}
