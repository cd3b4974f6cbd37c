using System.Net;
using Mail.Gateway.Delivery;
using Mail.Gateway.Limits;
using Mail.Gateway.Smtp;
using Mail.Gateway.Tests.Fakes;
using Mail.Gateway.Tls;
using Mail.Protocols.Smtp;
using Mail.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Tests.Smtp;

/// <summary>The real listeners on loopback ports over fakes of directory, log and mailboxes.</summary>
internal sealed class SmtpTestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SmtpTestServer(WebApplication app) => _app = app;

    public FakeIngestLog Log { get; private init; } = null!;

    public FakeMailboxes Mailboxes { get; private init; } = null!;

    public ManualTime Clock { get; private init; } = null!;

    public static async Task<SmtpTestServer> StartAsync(
        Action<SmtpOptions>? smtp = null,
        Action<DeliveryOptions>? delivery = null,
        bool tls = false,
        FakeIngestLog? log = null,
        FakeMailboxes? mailboxes = null,
        Action<ClientLimitOptions>? limits = null)
    {
        log ??= new FakeIngestLog();
        mailboxes ??= new FakeMailboxes();
        var clock = new ManualTime();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseSmtp(SmtpDialect.Smtp));
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseSmtp(SmtpDialect.Lmtp));
        });
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IIngestLog>(log);
        builder.Services.AddSingleton<IBlobStore>(log);
        builder.Services.AddSingleton<IMailboxDelivery>(mailboxes);
        builder.Services.AddSingleton<IRecipientDirectory, FakeDirectory>();
        builder.Services.AddSingleton<IServerCertificateSource>(tls ? new FakeCertificate() : new NoServerCertificate());
        builder.Services.Configure<SmtpOptions>(options =>
        {
            options.HostName = "mx.here.example";
            options.PostmasterDomain = "here.example";
            smtp?.Invoke(options);
        });
        builder.Services.Configure<DeliveryOptions>(options => delivery?.Invoke(options));
        builder.Services.Configure<ClientLimitOptions>(options => limits?.Invoke(options));
        builder.Services.AddSmtpGateway();
        var app = builder.Build();
        await app.StartAsync();
        return new SmtpTestServer(app) { Log = log, Mailboxes = mailboxes, Clock = clock };
    }

    /// <summary>Connects and reads the greeting.</summary>
    public async Task<SmtpTestClient> ConnectAsync(SmtpDialect dialect = SmtpDialect.Smtp)
    {
        var client = await ConnectWithoutGreetingAsync(dialect);
        Assert.StartsWith("220 mx.here.example", await client.ReadAsync());
        return client;
    }

    public Task<SmtpTestClient> ConnectWithoutGreetingAsync(SmtpDialect dialect = SmtpDialect.Smtp)
    {
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return SmtpTestClient.ConnectAsync(new Uri(addresses.ElementAt(dialect == SmtpDialect.Smtp ? 0 : 1)).Port);
    }

    /// <summary>Connects and says EHLO or LHLO.</summary>
    public async Task<SmtpTestClient> HelloAsync(SmtpDialect dialect = SmtpDialect.Smtp)
    {
        var client = await ConnectAsync(dialect);
        Assert.StartsWith("250", await client.AskAsync(dialect == SmtpDialect.Smtp ? "EHLO client.example" : "LHLO client.example"));
        return client;
    }

    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
