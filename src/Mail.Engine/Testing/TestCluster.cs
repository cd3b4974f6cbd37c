using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>A cluster inside the test's process.</summary>
public class TestCluster : IDisposable, IAsyncDisposable
{
    private readonly List<Action<IHostBuilder>> _hosts;
    private readonly List<Action<ISiloBuilder>> _silos;
    private readonly List<InProcessSiloHandle> _handles = [];
    private int _started;

    internal TestCluster(TestClusterOptions options, List<Action<IHostBuilder>> hosts, List<Action<ISiloBuilder>> silos)
    {
        Options = options;
        _hosts = hosts;
        _silos = silos;
    }

    public TestClusterOptions Options { get; }

    public IReadOnlyList<SiloHandle> Silos => _handles;

    public SiloHandle Primary => _handles[0];

    /// <summary>The client's services; in a cluster of one process, those of the first silo.</summary>
    public IServiceProvider ServiceProvider => _handles[0].SiloHost.Services;

    public IClusterClient Client => ServiceProvider.GetRequiredService<IClusterClient>();

    public IGrainFactory GrainFactory => Client;

    public async Task DeployAsync()
    {
        while (_handles.Count < Options.InitialSilosCount)
        {
            _handles.Add(await Start());
        }
    }

    public void Deploy() => DeployAsync().GetAwaiter().GetResult();

    public IServiceProvider GetSiloServiceProvider(Runtime.SiloAddress? silo = null) =>
        silo is null ? ServiceProvider : _handles.Single(h => h.SiloAddress.Equals(silo)).SiloHost.Services;

    public async Task StopSiloAsync(SiloHandle instance)
    {
        await instance.StopSiloAsync(stopGracefully: true);
    }

    /// <summary>Ends a silo as a crash would.</summary>
    public async Task KillSiloAsync(SiloHandle instance)
    {
        await instance.StopSiloAsync(stopGracefully: false);
    }

    public async Task StopAllSilosAsync()
    {
        foreach (var handle in _handles)
        {
            await handle.StopSiloAsync(stopGracefully: true);
        }
    }

    /// <summary>Stops a silo and starts another in its place, with the same services configured and nothing remembered.</summary>
    public async Task<SiloHandle> RestartSiloAsync(SiloHandle instance)
    {
        var index = _handles.IndexOf((InProcessSiloHandle)instance);
        await instance.StopSiloAsync(stopGracefully: true);
        var next = await Start();
        _handles[index].SiloHost.Dispose();
        _handles[index] = next;
        return next;
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await StopAllSilosAsync();
        foreach (var handle in _handles)
        {
            handle.SiloHost.Dispose();
        }

        _handles.Clear();
        GC.SuppressFinalize(this);
    }

    private async Task<InProcessSiloHandle> Start()
    {
        var number = _started++;
        var builder = new HostBuilder().UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (Options.ClusterId, Options.ServiceId));
            silo.Configure<SiloOptions>(o => o.SiloName = number == 0 ? "Primary" : $"Secondary_{number}");
            silo.Configure<EndpointOptions>(o => (o.SiloPort, o.GatewayPort) = (0, 0));
            _silos.ForEach(configure => configure(silo));
        });
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        _hosts.ForEach(configure => configure(builder));
        var host = builder.Build();
        await host.StartAsync();
        return new InProcessSiloHandle(host);
    }
}
