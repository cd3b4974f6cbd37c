using System.Security.Claims;
using Mail.Contracts.Keys;
using Mail.Gateway.Http.Auth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Orleans;

namespace Mail.Gateway.Http.Dashboard;

/// <summary>What a browser's cookie is good for: nothing once the key that it was given for is revoked.</summary>
internal sealed class DashboardSession(IGrainFactory grains) : CookieAuthenticationEvents
{
    private const string KeyPrefix = "key:";

    /// <summary>The signed-in caller as a cookie keeps it: the key's id, never its secret.</summary>
    public static ClaimsPrincipal Of(Caller caller) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, caller.Actor)], CookieAuthenticationDefaults.AuthenticationScheme));

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal?.Identity?.Name is not { } name || !name.StartsWith(KeyPrefix, StringComparison.Ordinal)
            || await grains.GetGrain<IApiKeyGrain>(name[KeyPrefix.Length..]).GetAsync() is not { Tenant: null })
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }
    }

    /// <summary>People are led to the form, scripts are refused.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.Redirect(DashboardAccess.SignInPath);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
