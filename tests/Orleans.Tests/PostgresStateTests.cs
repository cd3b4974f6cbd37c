using System.Reflection;
using Mail.Conformance.Orleans;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Grains.Keys;
using Mail.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;

namespace Mail.Cluster.Tests;

/// <summary>How Orleans' providers are set up for PostgreSQL.</summary>
public sealed class PostgresStateTests : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("account", "one");

    private readonly PostgresSilo _silo = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_state_comes_back_as_it_was_kept()
    {
        var storage = (await _silo.OpenAsync()).GetRequiredService<IGrainStorage>();
        var kept = new GrainState<KitState>(new KitState { Text = "Ünïcode", Bytes = [0, 255], Addresses = [EmailAddress.Parse("a@acme.test")], Quota = new MailQuota(1L << 40, 0) });
        await storage.WriteStateAsync("account", Grain, kept);

        var read = new GrainState<KitState>(new KitState());
        await storage.ReadStateAsync("account", Grain, read);
        var (was, now) = (kept.State!, read.State!);
        Assert.Equal((was.Text, was.Quota), (now.Text, now.Quota));
        Assert.Equal(was.Bytes, now.Bytes);
        Assert.Equal(was.Addresses, now.Addresses);
    }

    [Fact]
    public async Task The_states_of_all_grains_are_written_as_Orleans_writes_messages()
    {
        var services = await _silo.OpenAsync();
        var serializer = services.GetRequiredService<IOptionsMonitor<AdoNetGrainStorageOptions>>().Get("AdoNet").GrainStorageSerializer;
        Assert.IsType<OrleansGrainStorageSerializer>(serializer);
        var states = typeof(ServerSecretState).Assembly.GetTypes().Where(t => t.GetCustomAttribute<AliasAttribute>()?.Alias.StartsWith("mail.state.", StringComparison.Ordinal) == true && t.GetConstructor([]) is not null).ToArray();
        Assert.Contains(typeof(ServerSecretState), states);
        foreach (var state in states)
        {
            var bytes = serializer.Serialize(Activator.CreateInstance(state));
            Assert.Equal(bytes.ToArray(), serializer.Serialize(serializer.Deserialize<object>(bytes)).ToArray());
        }
    }

    [Fact]
    public async Task A_failure_of_the_database_is_the_stores()
    {
        var services = await _silo.OpenAsync();
        var storage = services.GetRequiredService<IGrainStorage>();
        var connectionString = services.GetRequiredService<IOptionsMonitor<AdoNetGrainStorageOptions>>().Get("AdoNet").ConnectionString!;
        await using (var source = NpgsqlDataSource.Create(connectionString))
        await using (var drop = source.CreateCommand("DROP TABLE orleans.grain_state"))
        {
            await drop.ExecuteNonQueryAsync();
        }

        await Assert.ThrowsAsync<StoreUnavailableException>(() => storage.ReadStateAsync("account", Grain, new GrainState<KitState>(new KitState())));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => storage.WriteStateAsync("account", Grain, new GrainState<KitState>(new KitState())));
    }
}
