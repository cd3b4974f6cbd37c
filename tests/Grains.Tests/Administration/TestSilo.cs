using Mail.Grains.Mailbox;
using Mail.Storage;
using Mail.Storage.Directory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Hosting;

namespace Grains.Tests.Administration;

/// <summary>All grains in one silo on the embedded store.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mail-grains-").FullName;
    private IHost? _host;

    public MailStorage Storage { get; private set; } = null!;

    public HeldDirectoryStore Directory { get; private set; } = null!;

    public IGrainFactory Grains => _host!.Services.GetRequiredService<IGrainFactory>();

    public static async Task<TestSilo> StartAsync()
    {
        var silo = new TestSilo();
        silo.Storage = await MailStorage.OpenAsync(
            new StorageOptions { DataFolder = silo._folder }, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddMailStorage(silo.Storage);
        silo.Directory = new HeldDirectoryStore(silo.Storage.Directory);
        builder.Services.AddSingleton<IDirectoryStore>(silo.Directory);
        builder.Services.AddSingleton(new MailboxGrainOptions());
        builder.UseOrleans(s => s.AddMemoryGrainStorageAsDefault());
        silo._host = builder.Build();
        await silo._host.StartAsync();
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
        await Storage.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
