using Mail.Storage.Blobs;
using Mail.Storage.Directory;
using Mail.Storage.GrainState;
using Mail.Storage.Mailboxes;
using Mail.Storage.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace Mail.Storage;

/// <summary>Registers the ports of an open <see cref="MailStorage"/>.</summary>
public static class MailStorageServices
{
    /// <summary>Adds each port as a singleton. The caller opened the storage and disposes it, after everything that uses it.</summary>
    public static IServiceCollection AddMailStorage(this IServiceCollection services, MailStorage storage)
    {
        services.AddSingleton<IMailboxStore>(_ => storage.Mailboxes);
        services.AddSingleton<IDirectoryStore>(_ => storage.Directory);
        services.AddSingleton<IGrainStateStore>(_ => storage.GrainState);
        services.AddSingleton<IReminderStore>(_ => storage.Reminders);
        services.AddSingleton<IOutbox>(_ => storage.Outbox);
        services.AddSingleton<IIngestLog>(_ => storage.Ingest);
        services.AddSingleton<IBlobStore>(_ => storage.Blobs);
        foreach (var health in storage.Health)
        {
            services.AddSingleton(_ => health);
        }

        return services;
    }
}
