using System.Reflection;
using System.Security.Cryptography;
using Mail.Gateway.Http.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Mail.Gateway.Http.Page;

/// <summary>The page at <c>/</c>: what runs, how to connect, the API's documentation. Four files in the assembly, nothing from elsewhere.</summary>
internal static class PageRoutes
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "/", "index.html", "text/html; charset=utf-8");
        Map(routes, "/page.css", "page.css", "text/css; charset=utf-8");
        Map(routes, "/page.js", "page.js", "text/javascript; charset=utf-8");
        Map(routes, "/icon.svg", "icon.svg", "image/svg+xml");
        routes.MapGet("/api/v2/openapi.json", async (ApiDocument document, HttpContext http) =>
            Send(http, await document.ReadAsync(http.RequestAborted), "application/json")).ExcludeFromDescription();
    }

    private static void Map(IEndpointRouteBuilder routes, string path, string file, string type)
    {
        var content = Read(file);
        routes.MapGet(path, (HttpContext http) => Send(http, content, type)).ExcludeFromDescription();
    }

    private static IResult Send(HttpContext http, byte[] content, string type)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"";
        return TypedResults.Bytes(content, type, entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue(tag));
    }

    private static byte[] Read(string file)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("Mail.Gateway.Http.Page." + file)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
