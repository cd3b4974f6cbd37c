using System.Globalization;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Http.Audit;

/// <summary>Records every call that changes something, refused ones of known callers included (OPS-5).</summary>
internal sealed class AuditMiddleware(RequestDelegate next, IAuditTrail trail, TimeProvider time, ILogger<AuditMiddleware> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<OperationInfo>() is not { Changes: true } operation)
        {
            await next(http);
            return;
        }

        try
        {
            await next(http);
        }
        catch (Exception failure)
        {
            var hasGone = failure is OperationCanceledException && http.RequestAborted.IsCancellationRequested;
            await RecordAsync(http, operation, hasGone ? ApiCode.Aborted : ProblemMapping.Of(failure)?.Code ?? ApiCode.Internal);
            throw;
        }

        if (!ApiCall.Of(http).IsReplayed)
        {
            await RecordAsync(http, operation, http.Response.StatusCode.ToString(CultureInfo.InvariantCulture));
        }
    }

    private async Task RecordAsync(HttpContext http, OperationInfo operation, string outcome)
    {
        var call = ApiCall.Of(http);
        var subject = http.Response.Headers.Location is [{ } location] ? location : http.Request.Path.Value ?? "";
        log.Changed(operation.Id, subject, call.Caller.Actor, http.Connection.RemoteIpAddress, outcome);
        try
        {
            await trail.AppendAsync(new AuditEntry(
                0, time.GetUtcNow(), call.Owner?.Value, call.Caller.Actor, operation.Id, subject, http.Connection.RemoteIpAddress?.ToString(),
                RequestIds.Of(http).Correlation, outcome));
        }
        catch (Exception failure)
        {
            // The change is made: a refusal now would be untrue.
            log.AuditFailed(failure, operation.Id, subject, call.Caller.Actor, outcome);
        }
    }
}
