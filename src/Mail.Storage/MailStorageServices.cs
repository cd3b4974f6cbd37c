using Mail.Storage.Accounts;
using Mail.Storage.Audit;
using Mail.Storage.Blobs;
using Mail.Storage.Directory;
using Mail.Storage.Domains;
using Mail.Storage.GrainState;
using Mail.Storage.Keys;
using Mail.Storage.Mailboxes;
using Mail.Storage.Queue;
using Mail.Storage.Requests;
using Mail.Storage.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Mail.Storage;

/// <summary>Registers the ports of an open <see cref="MailStorage"/>.</summary>
public static class MailStorageServices
{
    /// <summary>Adds each port that the storage has as a singleton. The caller opened the storage and disposes it, after everything that uses it.</summary>
    public static IServiceCollection AddMailStorage(this IServiceCollection services, MailStorage storage)
    {
        // Instances, not factories: the container would dispose what its factories made.
        services.AddSingleton<IMailboxStore>(storage.Mailboxes);
        services.AddSingleton<ITenantStore>(storage.Tenants);
        services.AddSingleton<IDomainStore>(storage.Domains);
        services.AddSingleton<IAccountStore>(storage.Accounts);
        services.AddSingleton<IApiKeyStore>(storage.ApiKeys);
        services.AddSingleton<IDirectoryStore>(storage.Directory);
        services.AddSingleton<IOutbox>(storage.Outbox);
        services.AddSingleton<IOutboundQueue>(storage.Outbound);
        services.AddSingleton<IAuditLog>(storage.Audit);
        services.AddSingleton<IRequestLog>(storage.Requests);
        services.AddSingleton<IIngestLog>(storage.Ingest);
        services.AddSingleton<IBlobStore>(storage.Blobs);
        if (storage is { GrainState: { } grainState, Reminders: { } reminders })
        {
            services.AddSingleton<IGrainStateStore>(grainState);
            services.AddSingleton<IReminderStore>(reminders);
        }

        foreach (var health in storage.Health)
        {
            services.AddSingleton(health);
        }

        return services;
    }
}
