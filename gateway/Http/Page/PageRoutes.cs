using System.Reflection;
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
            Send(http, await document.ReadAsync(http.RequestAborted))).ExcludeFromDescription();
    }

    private static void Map(IEndpointRouteBuilder routes, string path, string file, string type)
    {
        var content = new PageFile(Read(file), type);
        routes.MapGet(path, (HttpContext http) => Send(http, content)).ExcludeFromDescription();
    }

    private static IResult Send(HttpContext http, PageFile file)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        return TypedResults.Bytes(file.Content, file.Type, entityTag: file.Tag);
    }

    private static byte[] Read(string file)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("Mail.Gateway.Http.Page." + file)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
