using System.Net;
using System.Text;
using Mail.Silo;
using Mail.Silo.Options;
using Microsoft.Extensions.Logging;

namespace Scenarios.Harness;

/// <summary>The whole server in this process, on ports that the system chose, with the demo's users.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Alice = "alice@demo.test";
    public const string Bob = "bob@demo.test";
    public const string Password = "demo-password";

    private readonly SiloOptions _options;
    private Server? _server;

    private TestServer(SiloOptions options) => _options = options;

    public string DataFolder => _options.DataFolder;

    public IServiceProvider Services => _server!.Services;

    public int HttpPort => _server!.Ports.Http;

    public int ImapPort => _server!.Ports.Imap;

    public int SubmissionPort => _server!.Ports.Submission;

    public int SubmissionsPort => _server!.Ports.Submissions;

    public static async Task<TestServer> StartAsync(string? postgres = null, bool demo = true)
    {
        var server = new TestServer(SiloOptions.Standard(demo) with
        {
            DataFolder = System.IO.Directory.CreateTempSubdirectory("mail-scenario-").FullName,
            Listen = IPAddress.Loopback,
            HostName = "mail.demo.test",
            SmtpPort = PortSetting.Given(0),
            LmtpPort = PortSetting.Given(0),
            SubmissionPort = PortSetting.Given(0),
            SubmissionsPort = PortSetting.Given(0),
            ImapPort = PortSetting.Given(0),
            ImapsPort = PortSetting.Given(0),
            HttpPort = PortSetting.Given(0),
            SiloPort = PortSetting.Given(0),
            SiloClientPort = PortSetting.Given(0),
            Postgres = postgres,
            LogLevel = LogLevel.None,
        });
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync() => _server = await Server.StartAsync(_options, CancellationToken.None);

    public async Task StopAsync()
    {
        await _server!.DisposeAsync();
        _server = null;
    }

    public Task<SmtpConnection> SmtpAsync() => SmtpConnection.OpenAsync(_server!.Ports.Smtp, "EHLO");

    public Task<SmtpConnection> LmtpAsync() => SmtpConnection.OpenAsync(_server!.Ports.Lmtp, "LHLO");

    /// <summary>A user's connection for sending, logged in; by STARTTLS or on the port that begins with TLS.</summary>
    public async Task<SmtpConnection> SubmitAsync(string user = Alice, bool implicitTls = false)
    {
        var smtp = await SmtpConnection.OpenAsync(implicitTls ? _server!.Ports.Submissions : _server!.Ports.Submission, "EHLO", implicitTls);
        if (!implicitTls)
        {
            await smtp.StartTlsAsync();
        }

        Assert.StartsWith("235", await smtp.CommandAsync("AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{Password}"))), StringComparison.Ordinal);
        return smtp;
    }

    public Task<ImapConnection> ImapAsync() => ImapConnection.OpenAsync(_server!.Ports.Imap, tls: false);

    public Task<ImapConnection> ImapsAsync() => ImapConnection.OpenAsync(_server!.Ports.Imaps, tls: true);

    public async Task<ImapConnection> LoginAsync(string user = Alice)
    {
        var imap = await ImapAsync();
        await imap.OkAsync($"LOGIN {user} {Password}");
        return imap;
    }

    public async Task SendAsync(string message, params string[] recipients)
    {
        await using var smtp = await SmtpAsync();
        Assert.StartsWith("250", await smtp.SendAsync("sender@elsewhere.test", recipients, message), StringComparison.Ordinal);
    }

    /// <summary>Waits until INBOX holds that many messages.</summary>
    public async Task WaitForMailAsync(string user, int messages)
    {
        await using var imap = await LoginAsync(user);
        await Eventually.TrueAsync(async () =>
            (await imap.OkAsync("STATUS INBOX (MESSAGES)")).Contains($"(MESSAGES {messages})", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        System.IO.Directory.Delete(_options.DataFolder, recursive: true);
    }
}
