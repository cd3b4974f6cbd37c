using Mail.Silo.Dashboard;
using Mail.Silo.Options;
using Mail.Silo.Streams;
using Mail.Storage.GrainState;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using GrainDirectoryOptions = Orleans.Configuration.GrainDirectoryOptions;

namespace Mail.Silo.Cluster;

/// <summary>Puts the Orleans silo into the host: one silo on loopback, cold state and reminders in the store.</summary>
internal static class ClusterComposition
{
    /// <summary>Names the cluster, and the data that its grains share: one to a store.</summary>
    private const string ClusterId = "mail";

    /// <summary>Adds it.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="options">Settings.</param>
    /// <param name="endpoints">Where silo and clients meet.</param>
    /// <param name="postgres">Connection string for Orleans' providers; null: the embedded store.</param>
    public static void AddSilo(this IHostApplicationBuilder builder, SiloOptions options, SiloEndpoints endpoints, string? postgres) => builder.UseOrleans(silo =>
    {
        silo.AddReminders();

        // Where grains are, for each call. Room for a million, the default, is 16 MB before there is a single one.
        silo.Services.Configure<GrainDirectoryOptions>(static directory => directory.CacheSize = 100_000);
        silo.AddOutboxStreams(options.Streams, OutboxStreams.All);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloLog>();
        if (postgres is null)
        {
            silo.UseLocalhostClustering(endpoints.SiloPort, endpoints.ClientPort, serviceId: ClusterId, clusterId: ClusterId);
            silo.Services.AddEmbeddedState();
        }
        else
        {
            silo.UsePostgresMembership(endpoints, ClusterId, postgres);
            silo.AddPostgresState(postgres);
        }

        if (options.Dashboard)
        {
            silo.AddDashboardOnDemand();
        }
    });

    private static void AddEmbeddedState(this IServiceCollection services)
    {
        services.AddSingleton<IGrainStorage>(provider => new RelationalGrainStorage(
            provider.GetRequiredService<IGrainStateStore>(), provider.GetRequiredService<Serializer>()));
        services.AddKeyedSingleton("Default", static (provider, _) => provider.GetRequiredService<IGrainStorage>());
        services.AddSingleton<IReminderTable>(provider => new RelationalReminderTable(provider.GetRequiredService<IReminderStore>()));
    }
}
