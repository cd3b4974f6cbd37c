using Mail.Gateway.Http.Dashboard;
using Orleans.Dashboard;
using Orleans.Hosting;

namespace Mail.Silo.Dashboard;

/// <summary>Puts the dashboard into the host (ENG-7): in the silo, behind its sign-in, and asleep until somebody looks.</summary>
internal static class DashboardComposition
{
    /// <summary>How often the silo's own statistics are taken, whether somebody looks or not: each costs some 15 ms of CPU.</summary>
    private static readonly TimeSpan Statistics = TimeSpan.FromSeconds(15);

    /// <summary>Adds what the silo and the sign-in need.</summary>
    public static void AddDashboardOnDemand(this ISiloBuilder silo)
    {
        var before = silo.Services.ToHashSet();
        silo.AddDashboard(dashboard => dashboard.CounterUpdateIntervalMs = (int)Statistics.TotalMilliseconds);
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
