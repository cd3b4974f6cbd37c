using Mail.Gateway.Http;
using Mail.Gateway.Imap;
using Mail.Gateway.Smtp;
using Mail.Silo.Api;
using Mail.Silo.Admin;
using Mail.Silo.Dashboard;
using Mail.Silo.Demo;
using Mail.Silo.Cluster;
using Mail.Silo.Health;
using Mail.Silo.Logging;
using Mail.Silo.Memory;
using Mail.Silo.Telemetry;
using Mail.Silo.Options;
using Mail.Silo.Reload;
using Mail.Silo.Shutdown;
using Mail.Silo.Tls;
using Mail.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Mail.Silo;

/// <summary>The composition root: every role in one process.</summary>
internal static class HostComposition
{
    /// <summary>Octets read of a connection before somebody takes them; the default, 1 MiB, is much for thousands that may wait their turn.</summary>
    private const int ReadAhead = 256 * 1024;

    public static WebApplication Build(SiloOptions options, MailStorage storage, ServerCertificate certificate, Listeners listeners, TimeProvider time)
    {
        // Empty: no settings from files or variables of the folder that the user happens to stand in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Mail.Silo" });
        var services = builder.Services;
        builder.Logging.AddServerLogging(options);
        services.AddSingleton(time);
        services.AddOptionsOf(options);
        services.AddMailStorage(storage);
        var endpoints = SiloEndpoints.Choose(options);
        services.AddSingleton(endpoints);
        builder.AddSilo(options, endpoints, storage.OrleansConnectionString);
        AddGateways(services, options, certificate);
        services.AddServerApi(listeners);
        services.AddServerTelemetry(options.Telemetry);
        services.AddHostedService<MemoryReturn>();
        services.AddRoutingCore();
        services.AddSingleton(provider => new Readiness(
            provider.GetServices<IStoreHealth>(), options.DataFolder, options.Storage.Segments.ReserveBytes, time, provider.GetRequiredService<ILogger<Readiness>>()));
        services.Configure<SocketTransportOptions>(sockets => sockets.MaxReadBufferSize = ReadAhead);
        services.AddConnectionDrain(options);
        services.AddSingleton<ConfigurationReload>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(listeners.Configure);

        var app = builder.Build();
        app.UseMiddleware<PlainMethods>();
        app.UseRouting();
        app.UseHttpApi();
        if (options.Dashboard)
        {
            app.MapDashboardOnDemand();
        }

        app.MapHttpApi();
        app.MapHealth();
        app.MapMetrics();
        return app;
    }

    /// <summary>The very objects that a reload changes.</summary>
    private static void AddOptionsOf(this IServiceCollection services, SiloOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Mailbox);
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Smtp));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Submission));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Imap));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Http));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.HttpLimits));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Clients));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Login));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Passwords));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Delivery));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Outbound));
        services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options.Dns));
    }

    private static void AddGateways(IServiceCollection services, SiloOptions options, ServerCertificate certificate)
    {
        services.AddSingleton(certificate);
        services.AddSingleton<Gateway.Tls.IServerCertificateSource>(certificate);
        if (options.Demo)
        {
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<DemoService>(provider, options));
        }

        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<AdminKeyService>(provider, options));

        services.AddSmtpGateway();
        services.AddImapGateway();
    }
}
