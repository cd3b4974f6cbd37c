using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Mail.Engine.Configuration;

/// <summary>Checks the engine's options when the silo starts.</summary>
internal sealed class EngineOptionsValidator(
    IOptions<SiloMessagingOptions> messaging,
    IOptions<GrainCollectionOptions> collection,
    IOptions<ReminderOptions> reminders,
    IOptions<ClusterOptions> cluster,
    IOptions<EndpointOptions> endpoints) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        Positive(messaging.Value.ResponseTimeout, "SiloMessagingOptions.ResponseTimeout");
        Require(messaging.Value.MaxEnqueuedRequestsHardLimit > 0, $"SiloMessagingOptions.MaxEnqueuedRequestsHardLimit is {messaging.Value.MaxEnqueuedRequestsHardLimit}; it must be above 0.");
        Positive(collection.Value.CollectionAge, "GrainCollectionOptions.CollectionAge");
        Positive(collection.Value.CollectionQuantum, "GrainCollectionOptions.CollectionQuantum");
        Positive(collection.Value.ActivationTimeout, "GrainCollectionOptions.ActivationTimeout");
        Positive(collection.Value.DeactivationTimeout, "GrainCollectionOptions.DeactivationTimeout");
        Require(
            collection.Value.CollectionAge > collection.Value.CollectionQuantum,
            $"GrainCollectionOptions.CollectionAge is {collection.Value.CollectionAge}; it must be longer than CollectionQuantum, {collection.Value.CollectionQuantum}.");
        Positive(reminders.Value.MinimumReminderPeriod, "ReminderOptions.MinimumReminderPeriod");
        Positive(reminders.Value.RefreshReminderListPeriod, "ReminderOptions.RefreshReminderListPeriod");
        Require(!string.IsNullOrWhiteSpace(cluster.Value.ClusterId), "ClusterOptions.ClusterId is empty; it must name the cluster.");
        Require(!string.IsNullOrWhiteSpace(cluster.Value.ServiceId), "ClusterOptions.ServiceId is empty; it must name the service.");
        Require(endpoints.Value.SiloPort is >= 0 and <= 65535, $"EndpointOptions.SiloPort is {endpoints.Value.SiloPort}; it must be between 0 and 65535.");
    }

    private static void Positive(TimeSpan value, string name) => Require(value > TimeSpan.Zero, $"{name} is {value}; it must be longer than zero.");

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new OrleansConfigurationException(message);
        }
    }
}
