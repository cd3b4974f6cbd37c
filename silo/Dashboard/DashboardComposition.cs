using Mail.Gateway.Http.Dashboard;
using Orleans.Dashboard;
using Orleans.Hosting;

namespace Mail.Silo.Dashboard;

/// <summary>Puts the dashboard into the host (ENG-7): in the silo, behind its sign-in, and asleep until somebody looks.</summary>
internal static class DashboardComposition
{
    /// <summary>Adds what the silo and the sign-in need.</summary>
    public static void AddDashboardOnDemand(this ISiloBuilder silo)
    {
        var before = silo.Services.ToHashSet();
        silo.AddDashboard();
        silo.Services.AddSingleton(new DashboardParts(silo.Services, before));
        silo.Services.AddSingleton<DashboardOnDemand>();
        silo.Services.AddDashboardAccess();
    }

    /// <summary>Maps the dashboard and its sign-in.</summary>
    public static void MapDashboardOnDemand(this WebApplication app)
    {
        app.UseDashboardAccess();
        app.MapDashboardSignIn();
        app.MapGet(DashboardAccess.Path + "/{**path}", static (HttpContext http, DashboardOnDemand dashboard) => dashboard.InvokeAsync(http))
            .RequireAuthorization(DashboardAccess.Policy).ExcludeFromDescription();
    }
}
