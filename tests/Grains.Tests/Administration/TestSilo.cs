using Mail.Grains.Mailbox;
using Mail.Storage;
using Mail.Storage.Directory;
using Mail.Storage.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Grains.Tests.Administration;

/// <summary>All grains in one silo on the embedded store.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mail-grains-").FullName;
    private InProcessTestCluster? _cluster;

    public MailStorage Storage { get; private set; } = null!;

    public HeldDirectoryStore Directory { get; private set; } = null!;

    public ShakyTenantStore Tenants { get; private set; } = null!;

    public LeapingTime Time { get; } = new();

    public IGrainFactory Grains => _cluster!.Client;

    public static async Task<TestSilo> StartAsync()
    {
        var silo = new TestSilo();
        silo.Storage = await MailStorage.OpenAsync(
            new StorageOptions { DataFolder = silo._folder }, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        silo.Directory = new HeldDirectoryStore(silo.Storage.Directory);
        silo.Tenants = new ShakyTenantStore(silo.Storage.Tenants);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, s) =>
        {
            s.AddMemoryGrainStorageAsDefault((OptionsBuilder<MemoryGrainStorageOptions> options) => options.Configure<Serializer>(
                static (o, serializer) => o.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer)));
            s.Services.AddSingleton<TimeProvider>(silo.Time);
            s.Services.AddMailStorage(silo.Storage);
            s.Services.AddSingleton<IDirectoryStore>(silo.Directory);
            s.Services.AddSingleton<ITenantStore>(silo.Tenants);
            s.Services.AddSingleton(new MailboxGrainOptions());
        });
        silo._cluster = builder.Build();
        await silo._cluster.DeployAsync();
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster!.DisposeAsync();
        await Storage.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
