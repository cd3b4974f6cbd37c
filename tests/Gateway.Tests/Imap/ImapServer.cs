using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Auth;
using Mail.Gateway.Imap;
using Mail.Gateway.Imap.Bodies;
using Mail.Gateway.Tests.Imap.Fakes;
using Mail.Gateway.Tls;
using Mail.Storage.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Tests.Imap;

/// <summary>The IMAP gateway on free loopback ports, over one account in memory.</summary>
internal sealed class ImapServer : IAsyncDisposable
{
    public const string User = "alice@example.org";
    public const string Password = "secret";

    private static readonly Lazy<SslStreamCertificateContext> Certificate = new(MakeCertificate);

    private readonly WebApplication _app;
    private readonly ListenOptions[] _listeners;

    private ImapServer(WebApplication app, ListenOptions[] listeners, FakeMailbox mailbox, FakeBlobs blobs, FakeAccount account) =>
        (_app, _listeners, Mailbox, Blobs, Account) = (app, listeners, mailbox, blobs, account);

    public FakeAccount Account { get; }

    public FakeMailbox Mailbox { get; }

    public FakeBlobs Blobs { get; }

    public static async Task<ImapServer> StartAsync(Action<ImapOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var (mailbox, blobs, account, alice) = (new FakeMailbox(), new FakeBlobs(), Guid.NewGuid(), new FakeAccount(Password));
        var (factory, grains) = FakeGrains.Create();
        grains.Add(account, mailbox);
        grains.Add(account, alice);
        grains.Add("example.org", new FakeAddresses(new AccountId(account), "alice"));
        grains.Add("other.org", new FakeAddresses(default, "nobody"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(factory);
        builder.Services.AddSingleton<IBlobStore>(blobs);
        builder.Services.AddSingleton<IServerCertificateSource>(new FixedCertificate());
        builder.Services.AddImapGateway();
        builder.Services.Configure<ImapOptions>(o =>
        {
            o.AllowPlaintextFromLoopback = true;
            configure?.Invoke(o);
        });
        builder.Services.Configure<LoginThrottleOptions>(o => (o.FirstDelay, o.LongestDelay) = (TimeSpan.Zero, TimeSpan.Zero));
        services?.Invoke(builder.Services);
        var listeners = new ListenOptions[2];
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Listen(IPAddress.Loopback, 0, l => listeners[0] = l.UseImap(tls: false));
            k.Listen(IPAddress.Loopback, 0, l => listeners[1] = l.UseImap(tls: true));
        });
        var app = builder.Build();
        await app.StartAsync();
        return new ImapServer(app, listeners, mailbox, blobs, alice);
    }

    public Task<ImapClient> ConnectAsync(bool tls = false) => ImapClient.ConnectAsync((IPEndPoint)_listeners[tls ? 1 : 0].EndPoint, tls);

    /// <summary>A client that has logged in.</summary>
    public async Task<ImapClient> LoginAsync(bool tls = false)
    {
        var client = await ConnectAsync(tls);
        await client.OkAsync($"LOGIN {User} {Password}");
        return client;
    }

    /// <summary>A client that has selected INBOX.</summary>
    public async Task<ImapClient> SelectAsync(bool tls = false)
    {
        var client = await LoginAsync(tls);
        await client.OkAsync("SELECT INBOX");
        return client;
    }

    /// <summary>Files a message; lines are joined by CRLF.</summary>
    public async Task<uint> AddAsync(
        string text, MessageFlags flags = MessageFlags.None, string folder = "INBOX", DateTimeOffset? date = null, params string[] keywords)
    {
        var bytes = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
        var blob = await Blobs.WriteAsync(bytes, default);
        var result = await Mailbox.AppendAsync(
            new AppendMessage(FolderName.Parse(folder), blob, Summaries.Of(bytes), flags, [.. keywords], date));
        return result.Uid;
    }

    public async Task AddManyAsync(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await AddAsync($"From: Sender <sender@example.com>\nTo: alice@example.org\nSubject: Number {i}\nDate: Thu, 1 Jan 2026 10:00:00 +0000\n\nText {i}\n");
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private static SslStreamCertificateContext MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
    }

    private sealed class FixedCertificate : IServerCertificateSource
    {
        public SslStreamCertificateContext? Current => Certificate.Value;
    }
}
