using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Problems;

/// <summary>What ties a request to others and to the log.</summary>
internal sealed record RequestIds(string Trace, string Correlation)
{
    public static RequestIds Of(HttpContext http) => (RequestIds)http.Items[typeof(RequestIds)]!;
}
