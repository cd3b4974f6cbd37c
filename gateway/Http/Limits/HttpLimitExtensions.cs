using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Mail.Gateway.Http.Limits;

/// <summary>Puts the bounds of HTTP into a server.</summary>
public static class HttpLimitExtensions
{
    /// <summary>Bounds the requests of every HTTP listener of the server.</summary>
    public static void UseHttpLimits(this KestrelServerOptions server) =>
        server.ApplicationServices.GetRequiredService<HttpLimitOptions>().ApplyTo(server.Limits);

    /// <summary>Bounds the connections of a listener; the bounds are for all listeners together.</summary>
    /// <param name="listen">The listener.</param>
    /// <param name="tls">Whether TLS comes next: then those beyond a bound are closed without an answer, which they could not read.</param>
    public static void UseHttpConnectionLimits(this ListenOptions listen, bool tls = false)
    {
        var gate = listen.ApplicationServices.GetRequiredService<HttpConnectionGate>();
        listen.Use(next => connection => gate.OnConnectedAsync(connection, tls, next));
    }
}
