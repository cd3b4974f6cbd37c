using Mail.Gateway.Http.Problems;
using Mail.Gateway.Limits;
using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Limits;

/// <summary>Refuses the requests of a client that makes too many (RFC 6585 section 4), before anything is done for them.</summary>
internal sealed class RequestRateMiddleware(RequestDelegate next, ClientLimits limits)
{
    public Task InvokeAsync(HttpContext http) =>
        http.Connection.RemoteIpAddress is not { } address || limits.AllowsRequest(ClientNetwork.Of(address))
            ? next(http)
            : ProblemWriter.WriteAsync(http, ApiException.Exhausted("There are too many requests: make them at a lower rate."), ProblemWriter.NewTrace());
}
