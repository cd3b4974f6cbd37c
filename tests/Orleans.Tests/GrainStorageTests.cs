using Mail.Conformance.Orleans;
using Mail.Silo.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;

namespace Mail.Cluster.Tests;

public sealed class SqliteGrainStorageTests : GrainStorageKit
{
    private readonly EmbeddedStore _store = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public override async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _services.DisposeAsync();
    }

    protected override async Task<IGrainStorage> OpenAsync() =>
        new RelationalGrainStorage((await _store.OpenAsync()).GrainState!, _services.GetRequiredService<Serializer>());
}

public sealed class PostgresGrainStorageTests : GrainStorageKit
{
    private readonly PostgresSilo _silo = new();

    public override async Task DisposeAsync() => await _silo.DisposeAsync();

    protected override async Task<IGrainStorage> OpenAsync() => (await _silo.OpenAsync()).GetRequiredKeyedService<IGrainStorage>("Default");
}
