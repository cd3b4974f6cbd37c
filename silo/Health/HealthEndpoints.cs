namespace Mail.Silo.Health;

/// <summary>OPS-8: <c>/health</c> says that the process lives, <c>/ready</c> that it can take and give mail.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        foreach (var path in (string[])["/health", "/healthz"])
        {
            routes.MapGet(path, () => Results.Json(new { status = "ok" }));
        }

        foreach (var path in (string[])["/ready", "/readyz"])
        {
            routes.MapGet(path, async (Readiness readiness, CancellationToken cancellation) =>
            {
                var (ready, parts) = await readiness.CheckBrieflyAsync(cancellation);
                return Results.Json(
                    new { status = ready ? "ready" : "not ready", parts },
                    statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
            });
        }
    }
}
