using System.Text.Json;
using System.Text.Json.Serialization;
using Mail.Gateway.Auth;
using Mail.Gateway.Http.Audit;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Domains;
using Mail.Gateway.Http.Events;
using Mail.Gateway.Http.Idempotency;
using Mail.Gateway.Http.Keys;
using Mail.Gateway.Http.Limits;
using Mail.Gateway.Http.Mailboxes;
using Mail.Gateway.Http.Messages;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Page;
using Mail.Gateway.Http.Problems;
using Mail.Gateway.Http.Queues;
using Mail.Gateway.Http.ServerInfo;
using Mail.Gateway.Http.Tenants;
using Mail.Gateway.Http.Users;
using Mail.Gateway.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Http;

/// <summary>Puts the HTTP API into a host.</summary>
public static class HttpApiExtensions
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Adds the services. The host adds a grain factory, IIngestLog, IBlobStore, <see cref="IServerFacts"/>,
    /// <see cref="IServerSettings"/>, <see cref="IAuditTrail"/>,
    /// <see cref="IRememberedRequests"/> and <see cref="IQueueInspection"/>, the SMTP gateway's delivery, and configures <see cref="HttpApiOptions"/>.
    /// </summary>
    public static IServiceCollection AddHttpApi(this IServiceCollection services)
    {
        services.AddOptions<HttpApiOptions>();
        services.TryAddSingleton(static p =>
        {
            var options = p.GetRequiredService<IOptions<HttpApiOptions>>().Value;
            options.Validate();
            return options;
        });
        services.AddClientLimits();
        services.AddOptions<HttpLimitOptions>();
        services.TryAddSingleton(static p =>
        {
            var options = p.GetRequiredService<IOptions<HttpLimitOptions>>().Value;
            options.Validate();
            return options;
        });
        services.TryAddSingleton<HttpConnectionGate>();
        services.AddHostedService<HttpCutOffs>();
        services.TryAddSingleton<AccountLookup>();
        services.TryAddSingleton<CallerAuthenticator>();
        services.TryAddSingleton<ResourceScope>();
        services.TryAddSingleton<MessageBytes>();
        services.TryAddSingleton<OutgoingComposer>();
        services.TryAddSingleton<MessageSubmission>();
        services.TryAddSingleton<EventConnections>();
        services.TryAddSingleton<ApiDocument>();
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(o => Configure(o.SerializerOptions));
        services.AddOpenApi(ApiDocument.Name, ApiDocumentOptions.Configure);
        return services;
    }

    /// <summary>Adds what stands before the operations; behind routing.</summary>
    public static IApplicationBuilder UseHttpApi(this IApplicationBuilder app) => app.UseMiddleware<RequestRateMiddleware>().UseWhen(
        http => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase),
        api => api
            .UseMiddleware<ProblemMiddleware>()
            .UseMiddleware<BodyLimitMiddleware>()
            .UseWebSockets(new WebSocketOptions { KeepAliveInterval = PingEvery, KeepAliveTimeout = PingEvery })
            .UseMiddleware<AccessMiddleware>()
            .UseMiddleware<AuditMiddleware>()
            .UseMiddleware<IdempotencyMiddleware>());

    /// <summary>Maps the operations, their document and the page.</summary>
    public static void MapHttpApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v2");
        ServerRoutes.Map(api);
        ServerSettingsRoutes.Map(api);
        LoginBlockRoutes.Map(api);
        TenantRoutes.Map(api);
        DomainRoutes.Map(api);
        UserRoutes.Map(api);
        AliasRoutes.Map(api);
        AppPasswordRoutes.Map(api);
        ApiKeyRoutes.Map(api);
        FolderRoutes.Map(api);
        MessageRoutes.Map(api);
        MessageChangeRoutes.Map(api);
        SendRoutes.Map(api);
        AppendRoutes.Map(api);
        EventRoutes.Map(api);
        QueueRoutes.Map(api);
        AuditRoutes.Map(api);
        PageRoutes.Map(routes);
        AutoconfigRoutes.Map(routes);
    }

    /// <summary>Bodies are read as documented: no unknown members, no missing ones, no nulls, numbers as numbers.</summary>
    private static void Configure(JsonSerializerOptions json)
    {
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.MaxDepth = 16;
    }
}
