using Mail.Gateway.Tracing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Http.Problems;

/// <summary>Answers every refusal and failure of the API as application/problem+json, and echoes what ties requests together.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var ids = TraceHeaders.Read(http.Request.Headers);
        var (trace, correlation) = (ids.Trace, ids.Correlation);
        LogScope.Begin("http", trace, correlation);
        http.Items[typeof(RequestIds)] = ids;
        http.Response.Headers["X-Trace-Id"] = trace;
        http.Response.Headers["X-Correlation-Id"] = correlation;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            await next(http);
            if (Unanswered(http) is { } problem)
            {
                await ProblemWriter.WriteAsync(http, problem, trace);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            await ProblemWriter.WriteAsync(http, Refusal(failure, http, trace), trace);
        }
    }

    private ApiException Refusal(Exception failure, HttpContext http, string trace)
    {
        var refusal = ProblemMapping.Of(failure);
        if (refusal is null || refusal.Status >= StatusCodes.Status500InternalServerError)
        {
            log.RequestFailed(failure, http.Request.Method, http.Request.Path, trace);
        }

        return refusal ?? new ApiException(
            StatusCodes.Status500InternalServerError, ApiCode.Internal, "Something went wrong in the server; its log says more under this traceId.");
    }

    /// <summary>What routing itself refuses.</summary>
    private static ApiException? Unanswered(HttpContext http) => http.Response.HasStarted ? null : http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ApiException.NotFound("There is no such resource; /api/v2/openapi.json lists all."),
        StatusCodes.Status405MethodNotAllowed => new ApiException(
            StatusCodes.Status405MethodNotAllowed, ApiCode.InvalidArgument, $"This resource does not know {http.Request.Method}; Allow lists what it does."),
        StatusCodes.Status415UnsupportedMediaType => new ApiException(
            StatusCodes.Status415UnsupportedMediaType, ApiCode.InvalidArgument, "Send the body as the documented media type."),
        _ => null,
    };
}
