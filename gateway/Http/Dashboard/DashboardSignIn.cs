using System.Net;
using System.Text;
using Mail.Gateway.Http.Audit;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Http.Dashboard;

/// <summary>The form that takes an API key of the system, and the way out.</summary>
public static class DashboardSignIn
{
    private const string SignOutPath = DashboardAccess.Path + "/sign-out";
    private const int LargestForm = 8 * 1024;
    private const string ContentPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Maps the form at <c>/dashboard/sign-in</c> and <c>POST /dashboard/sign-out</c>.</summary>
    public static void MapDashboardSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(DashboardAccess.SignInPath, (HttpContext http) =>
            Form(http, StatusCodes.Status200OK, http.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null, null)).ExcludeFromDescription();
        routes.MapPost(DashboardAccess.SignInPath, SignInAsync).ExcludeFromDescription();
        routes.MapPost(SignOutPath, (Delegate)SignOutAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(
        HttpContext http, CallerAuthenticator authenticator, IAuditTrail trail, TimeProvider time, ILogger<DashboardSession> log)
    {
        if (IsForeign(http.Request))
        {
            return Form(http, StatusCodes.Status403Forbidden, null, "That form was not this server's.");
        }

        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = LargestForm;
        if (!http.Request.HasFormContentType)
        {
            return Form(http, StatusCodes.Status415UnsupportedMediaType, null, "Send the form of this page.");
        }

        var key = (await http.Request.ReadFormAsync(http.RequestAborted))["key"].ToString().Trim();
        try
        {
            var caller = await authenticator.AuthenticateKeyAsync(http, key);
            if (caller.Kind != CallerKind.System)
            {
                return Form(http, StatusCodes.Status403Forbidden, null, "That key is a tenant's: the dashboard shows all tenants, and takes a key of the system.");
            }

            await http.SignInAsync(DashboardSession.Of(caller));
            log.DashboardSignedIn(caller.Actor, http.Connection.RemoteIpAddress);
            await trail.AppendAsync(new AuditEntry(
                0, time.GetUtcNow(), null, caller.Actor, "signInToDashboard", DashboardAccess.Path, http.Connection.RemoteIpAddress?.ToString(), null, "302"));
            return TypedResults.LocalRedirect($"~{DashboardAccess.Path}/");
        }
        catch (ApiException refusal)
        {
            return Form(http, refusal.Status, null, refusal.Message);
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext http)
    {
        if (!IsForeign(http.Request))
        {
            await http.SignOutAsync();
        }

        return TypedResults.LocalRedirect("~" + DashboardAccess.SignInPath);
    }

    /// <summary>A browser says which site a form came from (Fetch, section "Origin header").</summary>
    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));

    private static IResult Form(HttpContext http, int status, string? signedIn, string? refusal)
    {
        http.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(Page(signedIn, refusal), "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    private static string Page(string? signedIn, string? refusal) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Dashboard · Mail.Orleans</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/page.css">
        </head>
        <body>
        <header><h1>Dashboard</h1></header>
        <main>
        {(refusal is null ? "" : $"""<p role="alert" class="bad">{WebUtility.HtmlEncode(refusal)}</p>""")}
        {(signedIn is null ? "" : $"""
            <p>Signed in as {WebUtility.HtmlEncode(signedIn)}. <a href="{DashboardAccess.Path}/">Go to the dashboard</a></p>
            <form method="post" action="{SignOutPath}"><button>Sign out</button></form>
            """)}
        <form method="post" action="{DashboardAccess.SignInPath}">
        <p><label for="key">API key of the system</label><br>
        <input id="key" name="key" type="password" required autocomplete="current-password" autofocus></p>
        <p>The first one lies in the file admin-api-key of the server's data folder; 'mail key create' makes more.</p>
        <p><button>Sign in</button></p>
        </form>
        </main>
        </body>
        </html>
        """;
}
