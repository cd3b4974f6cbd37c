using Mail.Storage.GrainState;
using Orleans;
using Orleans.Serialization;
using Orleans.Storage;

namespace Mail.Silo.Engine;

/// <summary>Cold grain state and reminders in the relational store, whichever engine runs the grains.</summary>
internal static class RelationalState
{
    public static void AddRelationalState(this IServiceCollection services)
    {
        services.AddKeyedSingleton<IGrainStorage>("Default", (provider, _) => new RelationalGrainStorage(
            provider.GetRequiredService<IGrainStateStore>(), provider.GetRequiredService<Serializer>()));
        services.AddSingleton<IReminderTable>(provider => new RelationalReminderTable(provider.GetRequiredService<IReminderStore>()));
    }
}
