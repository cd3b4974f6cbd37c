using System.Net;
using DnsClient;

namespace Mail.Gateway.Dns;

/// <summary>Who is asked.</summary>
public static class Resolvers
{
    // As many as resolvers of the C library look at (resolv.conf(5), MAXNS).
    private const int Most = 3;

    /// <summary>The one that is configured, else the system's; this machine if the system names none.</summary>
    public static IReadOnlyList<IPEndPoint> Of(IPEndPoint? configured)
    {
        if (configured is not null)
        {
            return [configured];
        }

        // Without this, the library would ask a public resolver where the system names none.
        var system = NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false);
        return system.Count == 0
            ? [new IPEndPoint(IPAddress.Loopback, NameServer.DefaultPort)]
            : [.. system.Take(Most).Select(s => new IPEndPoint(IPAddress.Parse(s.Address), s.Port))];
    }
}
