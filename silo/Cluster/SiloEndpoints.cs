using System.Net;
using Mail.Silo.Options;

namespace Mail.Silo.Cluster;

/// <summary>Where silo and clients of the cluster meet: ports on loopback that are free.</summary>
internal sealed record SiloEndpoints(int SiloPort, int ClientPort)
{
    /// <summary>The ports that were asked for, the standard ones, or the next free ones where those are taken.</summary>
    /// <exception cref="StartFailedException">A port that was asked for by name is taken.</exception>
    public static SiloEndpoints Choose(SiloOptions options)
    {
        var silo = Choose("--silo-port", options.SiloPort);
        var client = Choose("--silo-client-port", options.SiloClientPort);
        return new SiloEndpoints(silo, client == silo ? PortSetting.Standard(client + 1).Resolve(IPAddress.Loopback) : client);
    }

    private static int Choose(string option, PortSetting wanted)
    {
        var port = wanted.Resolve(IPAddress.Loopback);
        return PortSetting.Given(port).IsFree(IPAddress.Loopback)
            ? port
            : throw new StartFailedException($"Port {port} ({option}) is taken by another program. Choose another; 0 lets the system choose.");
    }
}
