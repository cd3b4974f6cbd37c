using Mail.Storage.GrainState;
using Orleans;
using Orleans.Hosting;
using Orleans.Serialization;
using Orleans.Storage;

namespace Mail.Silo.Engine;

/// <summary>The one place of this host that knows which engine runs the grains.</summary>
internal static class EngineComposition
{
    public static void AddActorEngine(this IHostApplicationBuilder builder)
    {
        builder.Services.AddKeyedSingleton<IGrainStorage>("Default", (provider, _) => new RelationalGrainStorage(
            provider.GetRequiredService<IGrainStateStore>(), provider.GetRequiredService<Serializer>()));
        builder.Services.AddSingleton<IReminderTable>(provider =>
            new RelationalReminderTable(provider.GetRequiredService<IReminderStore>()));
        builder.UseOrleans(silo => silo.AddReminders());
    }
}
