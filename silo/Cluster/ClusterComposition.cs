using Mail.Silo.Options;
using Mail.Silo.Streams;
using Mail.Storage.GrainState;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using Orleans.Storage;

namespace Mail.Silo.Cluster;

/// <summary>Puts the Orleans silo into the host: one silo on loopback, cold state and reminders in the embedded store.</summary>
internal static class ClusterComposition
{
    /// <summary>Names the data that grains of all clusters on one store share.</summary>
    private const string ServiceId = "mail";

    public static void AddSilo(this IHostApplicationBuilder builder, SiloEndpoints endpoints, OutboxStreamOptions streams) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering(endpoints.SiloPort, endpoints.ClientPort, serviceId: ServiceId, clusterId: ServiceId);
        silo.AddReminders();
        silo.AddOutboxStreams(streams, OutboxStreams.All);
        silo.Services.AddEmbeddedState();
    });

    private static void AddEmbeddedState(this IServiceCollection services)
    {
        services.AddSingleton<IGrainStorage>(provider => new RelationalGrainStorage(
            provider.GetRequiredService<IGrainStateStore>(), provider.GetRequiredService<Serializer>()));
        services.AddKeyedSingleton("Default", static (provider, _) => provider.GetRequiredService<IGrainStorage>());
        services.AddSingleton<IReminderTable>(provider => new RelationalReminderTable(provider.GetRequiredService<IReminderStore>()));
    }
}
