using Mail.Engine.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>Reminders of a silo.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Adds the reminder service over the <see cref="IReminderTable"/> that is registered.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        builder.Services.TryAddSingleton<LocalReminderService>();
        builder.Services.TryAddSingleton<IReminderRegistry>(s => s.GetRequiredService<LocalReminderService>());
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(s => s.GetRequiredService<LocalReminderService>());
        return builder;
    }

    /// <summary>Reminders that end with the process.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.Services.TryAddSingleton<IReminderTable, InMemoryReminderTable>();
        return AddReminders(builder);
    }
}
