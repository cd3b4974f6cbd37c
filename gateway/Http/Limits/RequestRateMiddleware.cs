using Mail.Gateway.Http.Problems;
using Mail.Gateway.Limits;
using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Limits;

/// <summary>Refuses the requests of a client that makes too many, or opens too many connections (RFC 6585 section 4), before anything is done for them.</summary>
internal sealed class RequestRateMiddleware(RequestDelegate next, ClientLimits limits)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (MonitoringPaths.Contains(http.Request.Path))
        {
            return next(http);
        }

        if (http.Features.Get<ConnectionBeyondRate>() is not null)
        {
            http.Response.Headers.Connection = "close";
            return RefuseAsync(http, "There are too many new connections: open them at a lower rate.");
        }

        return http.Connection.RemoteIpAddress is not { } address || limits.AllowsRequest(ClientNetwork.Of(address))
            ? next(http)
            : RefuseAsync(http, "There are too many requests: make them at a lower rate.");
    }

    private static Task RefuseAsync(HttpContext http, string message) => ProblemWriter.WriteAsync(http, ApiException.Exhausted(message), ProblemWriter.NewTrace());
}
