namespace Mail.Silo.Health;

/// <summary>
/// HEAD and OPTIONS where load balancers and people send them: the page and what monitoring asks (RFC 9110 sections 9.3.2 and 9.3.7). The server
/// itself leaves the body of an answer to HEAD out.
/// </summary>
internal sealed class PlainMethods(RequestDelegate next)
{
    private static readonly HashSet<string> Paths = new(StringComparer.OrdinalIgnoreCase) { "/", "/health", "/healthz", "/ready", "/readyz", "/metrics" };

    public Task InvokeAsync(HttpContext http)
    {
        if (!Paths.Contains(http.Request.Path.Value ?? ""))
        {
            return next(http);
        }

        if (HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, HEAD, OPTIONS";
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Request.Method = HttpMethods.Get;
        }

        return next(http);
    }
}
