using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Http.Dashboard;

/// <summary>
/// Who may look at the dashboard (ENG-7): whoever signs in with an API key of the system. A browser cannot send the key with each request, so it
/// gets a cookie for eight hours, which ends with the key or with this process, and which no other site can make it send.
/// </summary>
public static class DashboardAccess
{
    /// <summary>Where the dashboard is; everything below it needs <see cref="Policy"/>, the sign-in form apart.</summary>
    public const string Path = "/dashboard";

    /// <summary>The authorization policy of the dashboard's routes.</summary>
    public const string Policy = "dashboard";

    internal const string SignInPath = Path + "/sign-in";

    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Adds the cookie and the policy. The host has added the HTTP API.</summary>
    public static IServiceCollection AddDashboardAccess(this IServiceCollection services)
    {
        services.TryAddSingleton<DashboardSession>();
        // AddAuthentication would bring the keys of data protection, which live in files, with all of XML: 5 MB at each start.
        services.TryAddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.AddWebEncoders();
        services.AddAuthenticationCore(schemes =>
        {
            schemes.DefaultScheme = Scheme;
            schemes.AddScheme<CookieAuthenticationHandler>(Scheme, displayName: null);
        });
        services.TryAddTransient<CookieAuthenticationHandler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<CookieAuthenticationOptions>, PostConfigureCookieAuthenticationOptions>());
        services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<TimeProvider>((cookie, time) =>
        {
            cookie.TimeProvider = time;
            cookie.EventsType = typeof(DashboardSession);
            cookie.ExpireTimeSpan = Lifetime;
            cookie.LoginPath = SignInPath;
            cookie.Cookie.Name = "mail-dashboard";
            cookie.Cookie.Path = Path;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.RequireAuthenticatedUser());
        return services;
    }

    /// <summary>Puts the check before the routes of the dashboard and of nothing else.</summary>
    public static IApplicationBuilder UseDashboardAccess(this IApplicationBuilder app) => app.UseWhen(
        static http => http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase),
        static dashboard => dashboard.UseAuthentication().UseAuthorization().Use(static (http, next) =>
        {
            var headers = http.Response.Headers;
            headers.XFrameOptions = "DENY";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin"; // With no-referrer a browser calls the origin of its forms "null".
            return next(http);
        }));
}
