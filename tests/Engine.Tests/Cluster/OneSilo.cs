using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Engine.Tests.Cluster;

/// <summary>A cluster of one silo for one test.</summary>
internal static class OneSilo
{
    public static async Task<TestCluster> Start(Action<ISiloBuilder>? configure = null)
    {
        var cluster = new TestClusterBuilder()
            .ConfigureSilo(silo => silo.AddMemoryGrainStorageAsDefault().AddMemoryGrainStorage("store"))
            .ConfigureSilo(configure ?? (_ => { }))
            .Build();
        await cluster.DeployAsync();
        return cluster;
    }

    public static Action<ISiloBuilder> ResponseTimeout(TimeSpan timeout) => silo => silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = timeout);
}
