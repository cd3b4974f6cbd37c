using System.Net;
using Mail.Silo.Options;

namespace Mail.Silo.Cluster;

/// <summary>Where silo and clients of the cluster meet: ports on loopback that are free.</summary>
internal sealed record SiloEndpoints(int SiloPort, int ClientPort)
{
    /// <summary>The ports that were asked for, the standard ones, or the next free ones where those are taken.</summary>
    public static SiloEndpoints Choose(SiloOptions options)
    {
        var silo = options.SiloPort.Resolve(IPAddress.Loopback);
        var client = options.SiloClientPort.Resolve(IPAddress.Loopback);
        return new SiloEndpoints(silo, client == silo ? PortSetting.Standard(client + 1).Resolve(IPAddress.Loopback) : client);
    }
}
