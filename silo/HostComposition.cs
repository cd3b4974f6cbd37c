using System.Globalization;
using System.Net;
using Mail.Gateway.Delivery.Outbound;
using Mail.Gateway.Http;
using Mail.Gateway.Imap;
using Mail.Gateway.Limits;
using Mail.Gateway.Smtp;
using Mail.Gateway.Tls;
using Mail.Silo.Memory;
using Mail.Grains.Mailbox;
using Mail.Silo.Api;
using Mail.Silo.Demo;
using Mail.Silo.Engine;
using Mail.Silo.Health;
using Mail.Silo.Metrics;
using Mail.Silo.Options;
using Mail.Silo.Tls;
using Mail.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Console;

namespace Mail.Silo;

/// <summary>The composition root: every role in one process.</summary>
internal static class HostComposition
{
    public static WebApplication Build(SiloOptions options, MailStorage storage, Listeners listeners, TimeProvider time)
    {
        // Empty: no settings from files or variables of the folder that the user happens to stand in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Mail.Silo" });
        var services = builder.Services;
        builder.Logging.AddServerLogging(options);
        services.AddSingleton(time);
        services.AddSingleton(options);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.AddMailStorage(storage);
        services.AddSingleton(new MailboxGrainOptions());
        builder.AddActorEngine();
        AddGateways(services, options, time);
        services.AddServerApi(options, listeners);
        services.AddServerMetrics();
        services.AddHostedService<MemoryReturn>();
        services.AddRoutingCore();
        services.AddSingleton(provider => new Readiness(provider.GetServices<IStoreHealth>(), options.DataFolder));
        // What comes from a socket is on a pool thread already: it goes on there, through the session and back to the socket.
        services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(listeners.Configure);

        var app = builder.Build();
        app.UseRouting();
        app.UseHttpApi();
        app.MapHttpApi();
        app.MapHealth();
        app.MapMetrics();
        return app;
    }

    /// <summary>Text or JSON lines on standard output; the framework's own chatter only from warnings on.</summary>
    public static void AddServerLogging(this ILoggingBuilder logging, SiloOptions options)
    {
        logging.SetMinimumLevel(options.LogLevel);
        foreach (var category in (string[])["Microsoft", "System", "Orleans"])
        {
            logging.AddFilter(category, options.LogLevel > LogLevel.Warning ? options.LogLevel : LogLevel.Warning);
        }

        // A start that fails is reported in one sentence by ServerProcess.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        const string Timestamp = "yyyy-MM-dd'T'HH:mm:ss.fff'Z '";
        if (options.JsonLogs)
        {
            logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, Timestamp.Replace(" ", "", StringComparison.Ordinal)));
        }
        else
        {
            logging.AddSimpleConsole(text =>
            {
                (text.SingleLine, text.UseUtcTimestamp, text.TimestampFormat) = (true, true, Timestamp);
                text.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }
    }

    private static void AddGateways(IServiceCollection services, SiloOptions options, TimeProvider time)
    {
        services.AddSingleton<IServerCertificateSource>(SelfSignedCertificate.LoadOrCreate(options.DataFolder, options.HostName, time));
        if (options.Demo)
        {
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<DemoService>(provider, options));
        }

        if (options.Demo)
        {
            // Whoever tries the server out, or loads it, does so from one address.
            services.Configure<ClientLimitOptions>(limits => limits.ConnectionsPerMinute = limits.CommandsPerMinute = limits.RequestsPerMinute = 100_000_000);
        }

        services.AddSmtpGateway();
        services.Configure<Gateway.Smtp.SmtpOptions>(smtp => smtp.HostName = options.HostName);
        services.Configure<OutboundOptions>(outbound =>
        {
            outbound.Enabled = !options.Demo || options.SmartHost is not null || options.DnsServer is not null;
            outbound.DisabledText = "The demo sends nothing outside; set --smart-host";
            (outbound.SmartHost, outbound.DnsServer, outbound.RemotePort) = (options.SmartHost, options.DnsServer, options.MxPort);
            outbound.AllowLoopback = IPAddress.IsLoopback(options.Listen);
        });
        services.AddImapGateway();
        services.Configure<ImapOptions>(imap => imap.AllowPlaintextFromLoopback = options.Demo);
    }
}
