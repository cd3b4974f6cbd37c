using System.Globalization;
using Mail.Engine.Scheduling;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Mail.Engine.Hosting;

/// <summary>This silo's name and address; the generation is the second in which it started.</summary>
internal sealed class LocalSiloDetails : ILocalSiloDetails
{
    // Keeps generations positive and within 31 bits for decades.
    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public LocalSiloDetails(TimeProvider time, ISiloRandom random, IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints)
    {
        var generation = (int)(time.GetUtcNow() - Epoch).TotalSeconds;
        Name = silo.Value.SiloName ?? "Silo_" + random.Next(int.MaxValue).ToString("x8", CultureInfo.InvariantCulture);
        ClusterId = cluster.Value.ClusterId;
        SiloAddress = SiloAddress.New(endpoints.Value.AdvertisedIPAddress, endpoints.Value.SiloPort, generation);
        GatewayAddress = SiloAddress.New(endpoints.Value.AdvertisedIPAddress, endpoints.Value.GatewayPort, generation);
    }

    public string Name { get; }

    public string ClusterId { get; }

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }
}
