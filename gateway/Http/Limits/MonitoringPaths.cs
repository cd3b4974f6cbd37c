using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Limits;

/// <summary>
/// What load balancers and monitoring ask, which is answered whatever else their address has done: whoever floods the server from behind the same
/// address, or tests it from there, must not make it look dead.
/// </summary>
internal static class MonitoringPaths
{
    private static readonly FrozenSet<string> Paths = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "/health", "/healthz", "/ready", "/readyz", "/metrics");

    public static bool Contains(PathString path) => path.Value is { } value && Paths.Contains(value);
}
