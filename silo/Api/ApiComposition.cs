using Mail.Gateway.Http;
using Mail.Gateway.Http.Audit;
using Mail.Gateway.Http.Idempotency;
using Mail.Gateway.Http.Queues;
using Mail.Gateway.Http.ServerInfo;
using Mail.Silo.Reload;

namespace Mail.Silo.Api;

/// <summary>Puts the HTTP API together with the stores behind it.</summary>
internal static class ApiComposition
{
    public static void AddServerApi(this IServiceCollection services, Listeners listeners)
    {
        services.AddSingleton(listeners);
        services.AddSingleton<IServerFacts, ServerFacts>();
        services.AddSingleton<IAuditTrail, AuditTrail>();
        services.AddSingleton<IRememberedRequests, RememberedRequests>();
        services.AddSingleton<IQueueInspection, QueueInspection>();
        services.AddSingleton<IServerSettings>(static provider => provider.GetRequiredService<ConfigurationReload>());
        services.AddHttpApi();
    }
}
