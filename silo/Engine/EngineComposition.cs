using Orleans.Hosting;

namespace Mail.Silo.Engine;

/// <summary>The one place of this host that knows which engine runs the grains: ours.</summary>
internal static class EngineComposition
{
    public static void AddActorEngine(this IHostApplicationBuilder builder)
    {
        builder.Services.AddRelationalState();
        builder.UseOrleans(silo => silo.AddReminders());
    }
}
