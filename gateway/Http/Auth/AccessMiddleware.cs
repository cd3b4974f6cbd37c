using Mail.Gateway.Http.Operations;
using Mail.Gateway.Tracing;
using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Auth;

/// <summary>Lets a request through to its operation only when its caller may make it.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, CallerAuthenticator authenticator, ResourceScope scope)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<OperationInfo>() is { } operation)
        {
            var caller = operation.Access == Access.Public ? await authenticator.RecognizeAsync(http) : await authenticator.AuthenticateAsync(http);
            if (LogScope.Current is { } log && caller.Kind != CallerKind.Nobody)
            {
                (log.User, log.Tenant) = (caller.Actor, caller.Tenant?.Value);
            }

            var call = await scope.EnterAsync(caller, operation, http.Request.RouteValues);
            call.Gone = http.RequestAborted;
            http.Features.Set(call);
        }

        await next(http);
    }
}
