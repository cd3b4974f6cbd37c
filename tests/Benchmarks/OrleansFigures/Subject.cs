using System.Net;
using Mail.Silo;
using Mail.Silo.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;

namespace OrleansFigures;

/// <summary>The whole server in this process, with mailboxes to load.</summary>
internal sealed class Subject : IAsyncDisposable
{
    public const int Users = 64;

    private readonly string _folder = Directory.CreateTempSubdirectory("mail-figures-").FullName;
    private Server? _server;

    public IServiceProvider Services => _server!.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public int SmtpPort => _server!.Ports.Smtp;

    public int ImapPort => _server!.Ports.Imap;

    public static async Task<Subject> StartAsync(string? postgres)
    {
        var subject = new Subject();
        var any = PortSetting.Given(0);
        var options = SiloOptions.Standard(demo: true) with
        {
            DataFolder = subject._folder,
            DemoUsers = Users,
            Listen = IPAddress.Loopback,
            HostName = "mail.demo.test",
            SmtpPort = any,
            LmtpPort = any,
            SubmissionPort = any,
            SubmissionsPort = any,
            ImapPort = any,
            ImapsPort = any,
            HttpPort = any,
            SiloPort = any,
            SiloClientPort = any,
            Postgres = postgres,
            LogLevel = LogLevel.None,
        };
        subject._server = await Server.StartAsync(options, CancellationToken.None);
        return subject;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
