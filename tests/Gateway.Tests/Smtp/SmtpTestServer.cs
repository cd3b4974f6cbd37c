using System.Net;
using System.Text;
using Mail.Gateway.Auth;
using Mail.Gateway.Delivery;
using Mail.Gateway.Delivery.Outbound;
using Mail.Gateway.Dns;
using Mail.Gateway.Limits;
using Mail.Gateway.Smtp;
using Mail.Gateway.Smtp.Submission;
using Mail.Gateway.Tests.Dns;
using Mail.Gateway.Tests.Fakes;
using Mail.Gateway.Tests.Imap.Fakes;
using Mail.Gateway.Tls;
using Mail.Protocols.Smtp;
using Mail.Storage.Blobs;
using Mail.Storage.Queue;
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
    public const string Password = "ann's password";

    private readonly WebApplication _app;

    private SmtpTestServer(WebApplication app) => _app = app;

    public FakeIngestLog Log { get; private init; } = null!;

    public FakeMailboxes Mailboxes { get; private init; } = null!;

    public FakeOutboundQueue Queue { get; private init; } = null!;

    public FakeSenders Senders { get; private init; } = null!;

    public FakeAccount Account { get; private init; } = null!;

    public ManualTime Clock { get; private init; } = null!;

    public static async Task<SmtpTestServer> StartAsync(
        Action<SmtpOptions>? smtp = null,
        Action<DeliveryOptions>? delivery = null,
        bool tls = false,
        FakeIngestLog? log = null,
        FakeMailboxes? mailboxes = null,
        Action<ClientLimitOptions>? limits = null,
        Action<SubmissionOptions>? submission = null,
        bool outbound = false,
        Action<OutboundOptions>? sending = null,
        FakeDns? dns = null)
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
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseSmtp(SmtpDialect.Submission));
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseSmtp(SmtpDialect.Submission, implicitTls: true));
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
        var (grains, fake) = FakeGrains.Create();
        var account = new FakeAccount(Password);
        fake.Add(FakeDirectory.Ann.Value, account);
        fake.Add("here.example", new FakeAddresses(FakeDirectory.Ann, "ann", "full"));
        var queue = new FakeOutboundQueue(clock);
        var senders = new FakeSenders();
        builder.Services.AddSingleton(grains);
        builder.Services.AddSingleton<IOutboundQueue>(queue);
        builder.Services.AddSingleton<ISenderDirectory>(senders);
        builder.Services.Configure<SubmissionOptions>(options => submission?.Invoke(options));
        builder.Services.Configure<LoginThrottleOptions>(options => (options.FirstDelay, options.LongestDelay) = (TimeSpan.Zero, TimeSpan.Zero));
        builder.Services.Configure<OutboundOptions>(options =>
        {
            // Nobody answers there, so what is queued stays queued unless a test names somebody.
            (options.Enabled, options.SmartHost) = (outbound || sending is not null, new SmartHost("127.0.0.1", 1));
            sending?.Invoke(options);
        });
        builder.Services.Configure<DnsOptions>(options => options.Server = dns?.Address);
        builder.Services.AddSmtpGateway();
        var app = builder.Build();
        await app.StartAsync();
        return new SmtpTestServer(app) { Log = log, Mailboxes = mailboxes, Clock = clock, Queue = queue, Senders = senders, Account = account };
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
        return SmtpTestClient.ConnectAsync(new Uri(addresses.ElementAt((int)dialect)).Port);
    }

    /// <summary>Connects and says EHLO or LHLO.</summary>
    public async Task<SmtpTestClient> HelloAsync(SmtpDialect dialect = SmtpDialect.Smtp)
    {
        var client = await ConnectAsync(dialect);
        Assert.StartsWith("250", await client.AskAsync(dialect == SmtpDialect.Smtp ? "EHLO client.example" : "LHLO client.example"));
        return client;
    }

    /// <summary>A user's connection in TLS, by STARTTLS or from the start, behind its EHLO.</summary>
    public async Task<SmtpTestClient> SecureAsync(bool implicitTls = false)
    {
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var client = await SmtpTestClient.ConnectAsync(new Uri(addresses.ElementAt(implicitTls ? 3 : 2)).Port);
        if (!implicitTls)
        {
            Assert.StartsWith("220", await client.ReadAsync());
            Assert.StartsWith("250", await client.AskAsync("EHLO client.example"));
            Assert.StartsWith("220", await client.AskAsync("STARTTLS"));
        }

        await client.StartTlsAsync();
        if (implicitTls)
        {
            Assert.StartsWith("220", await client.ReadAsync());
        }

        Assert.StartsWith("250", await client.AskAsync("EHLO client.example"));
        return client;
    }

    /// <summary>A user's connection, logged in as ann.</summary>
    public async Task<SmtpTestClient> LoginAsync(string password = Password)
    {
        var client = await SecureAsync();
        Assert.StartsWith("235 2.7.0", await client.AskAsync("AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0ann@here.example\0{password}"))));
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
