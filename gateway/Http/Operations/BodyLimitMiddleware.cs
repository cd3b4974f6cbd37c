using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mail.Gateway.Http.Operations;

/// <summary>Bounds request bodies: what announces too much is refused unread, what turns out too large is cut off.</summary>
internal sealed class BodyLimitMiddleware(RequestDelegate next, HttpApiOptions options)
{
    public Task InvokeAsync(HttpContext http)
    {
        var limit = http.GetEndpoint()?.Metadata.GetMetadata<OperationInfo>()?.BodyLimit(options) ?? options.MaxBody;
        if (http.Request.ContentLength > limit)
        {
            http.Response.Headers.Connection = "close";
            throw ApiException.TooLarge($"The body has {http.Request.ContentLength} octets; at most {limit} are allowed.");
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = limit;
        }

        return next(http);
    }
}
