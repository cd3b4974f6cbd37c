using Mail.Conformance.Postgres;
using Mail.Silo.Cluster;
using Mail.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Mail.Cluster.Tests;

/// <summary>The services of silos on a PostgreSQL database of their own. No silo starts: only what its providers need is begun.</summary>
internal sealed class PostgresSilo : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];
    private string? _connectionString;

    /// <summary>Those of another process on the same database.</summary>
    public async Task<IServiceProvider> OpenAsync(string cluster = "blue")
    {
        var connectionString = _connectionString ??= await PrepareAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, "mail"));
            silo.UseAdoNetClustering((AdoNetClusteringSiloOptions options) =>
                (options.Invariant, options.ConnectionString) = (PostgresState.Invariant, connectionString));
            silo.AddPostgresState(connectionString);
        });
        var host = builder.Build();
        _hosts.Add(host);

        // Storage providers begin with the silo's life.
        var life = ActivatorUtilities.CreateInstance<SiloLifecycleSubject>(host.Services);
        (host.Services.GetRequiredKeyedService<Orleans.Storage.IGrainStorage>("AdoNet") as ILifecycleParticipant<ISiloLifecycle>)!.Participate(life);
        await life.OnStart(CancellationToken.None);
        return host.Services;
    }

    public ValueTask DisposeAsync()
    {
        _hosts.ForEach(h => h.Dispose());
        if (_connectionString is not null)
        {
            // The test server has connections for a few databases at a time.
            using var connection = new NpgsqlConnection(_connectionString);
            NpgsqlConnection.ClearPool(connection);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The schema, and the connection string that the storage gives to Orleans.</summary>
    private static async Task<string> PrepareAsync()
    {
        var options = new StorageOptions { PostgreSql = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() };
        await using var storage = await MailStorage.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        return storage.OrleansConnectionString!;
    }
}
