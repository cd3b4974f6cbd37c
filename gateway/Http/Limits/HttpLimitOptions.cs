using Mail.Gateway.Limits;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mail.Gateway.Http.Limits;

/// <summary>Bounds of HTTP connections and of how slow their clients may be. Rates by client: <see cref="Gateway.Limits.ClientLimitOptions"/>.</summary>
public sealed class HttpLimitOptions
{
    /// <summary>Connections at a time. 1 to 1,000,000; default 10,000.</summary>
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Connections at a time from one client (an IPv4 address, an IPv6 /64). 1 to 1,000,000; default 1,000.</summary>
    public int MaxConnectionsPerAddress { get; set; } = 1_000;

    /// <summary>Octets of a request line. 1 KiB to 64 KiB; default 8 KiB.</summary>
    public int MaxRequestLine { get; set; } = 8 * 1024;

    /// <summary>Octets of a request's header fields together. 4 KiB to 1 MiB; default 32 KiB.</summary>
    public int MaxHeader { get; set; } = 32 * 1024;

    /// <summary>Header fields of a request. 10 to 1,000; default 100.</summary>
    public int MaxHeaderFields { get; set; } = 100;

    /// <summary>Time for a request's line and header, from the first octet to the last. 1 s to 10 min; default 15 s.</summary>
    public TimeSpan HeaderTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time without a request before a connection ends. 1 s to 1 h; default 2 min.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Octets a second that a body must reach on average, in both directions, once <see cref="Grace"/> is over. 1 to 1,000,000; default 500.</summary>
    public int SlowestRate { get; set; } = 500;

    /// <summary>Time before <see cref="SlowestRate"/> counts. 2 s to 10 min; default 10 s.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(10);

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        var bounds = new SettingBounds("HttpLimits");
        bounds.Check(MaxConnections is >= 1 and <= 1_000_000, nameof(MaxConnections), MaxConnections, "1 to 1,000,000");
        bounds.Check(MaxConnectionsPerAddress is >= 1 and <= 1_000_000, nameof(MaxConnectionsPerAddress), MaxConnectionsPerAddress, "1 to 1,000,000");
        bounds.Check(MaxRequestLine is >= 1024 and <= 64 * 1024, nameof(MaxRequestLine), MaxRequestLine, "1 KiB to 64 KiB");
        bounds.Check(MaxHeader is >= 4 * 1024 and <= 1024 * 1024, nameof(MaxHeader), MaxHeader, "4 KiB to 1 MiB");
        bounds.Check(MaxHeaderFields is >= 10 and <= 1_000, nameof(MaxHeaderFields), MaxHeaderFields, "10 to 1,000");
        bounds.Check(IsWithin(HeaderTimeout, 1, 600), nameof(HeaderTimeout), HeaderTimeout, "1 s to 10 min");
        bounds.Check(IsWithin(IdleTimeout, 1, 3_600), nameof(IdleTimeout), IdleTimeout, "1 s to 1 h");
        bounds.Check(SlowestRate is >= 1 and <= 1_000_000, nameof(SlowestRate), SlowestRate, "1 to 1,000,000");
        bounds.Check(IsWithin(Grace, 2, 600), nameof(Grace), Grace, "2 s to 10 min");
    }

    internal void ApplyTo(KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = MaxRequestLine;
        limits.MaxRequestHeadersTotalSize = MaxHeader;
        limits.MaxRequestHeaderCount = MaxHeaderFields;
        limits.MaxRequestBufferSize = Math.Max(1024 * 1024, MaxHeader);
        limits.RequestHeadersTimeout = HeaderTimeout;
        limits.KeepAliveTimeout = IdleTimeout;
        limits.MinRequestBodyDataRate = limits.MinResponseDataRate = new MinDataRate(SlowestRate, Grace);
    }

    private static bool IsWithin(TimeSpan value, double from, double to) => value.TotalSeconds >= from && value.TotalSeconds <= to;
}
