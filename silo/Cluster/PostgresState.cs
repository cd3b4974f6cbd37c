using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using Orleans.Storage;

namespace Mail.Silo.Cluster;

/// <summary>Grain state and reminders in PostgreSQL, by Orleans' own providers.</summary>
internal static class PostgresState
{
    /// <summary>The name by which the providers find the driver.</summary>
    public const string Invariant = "Npgsql";

    private const string Provider = "AdoNet";

    /// <summary>Adds them over a connection string made for them (<see cref="Mail.Storage.MailStorage.OrleansConnectionString"/>).</summary>
    public static void AddPostgresState(this ISiloBuilder silo, string connectionString)
    {
        silo.AddAdoNetGrainStorage(Provider, (OptionsBuilder<AdoNetGrainStorageOptions> options) => options.Configure<Serializer>((storage, serializer) =>
        {
            (storage.Invariant, storage.ConnectionString) = (Invariant, connectionString);

            // The default writes JSON by reflection and does not come to an end on a quota, whose ForShared is a quota.
            storage.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        }));
        silo.Services.AddSingleton<IGrainStorage>(provider => new PostgresGrainStorage(provider.GetRequiredKeyedService<IGrainStorage>(Provider)));
        silo.Services.AddKeyedSingleton("Default", static (provider, _) => provider.GetRequiredService<IGrainStorage>());
        silo.UseAdoNetReminderService((AdoNetReminderTableOptions reminders) => (reminders.Invariant, reminders.ConnectionString) = (Invariant, connectionString));
    }
}
