using Orleans.Hosting;

namespace Mail.Silo.Engine;

/// <summary>The composition over Microsoft's Orleans packages (<c>-p:ActorEngine=Orleans</c>): one silo on this machine.</summary>
internal static class EngineComposition
{
    public static void AddActorEngine(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRelationalState();
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddReminders());
    }
}
