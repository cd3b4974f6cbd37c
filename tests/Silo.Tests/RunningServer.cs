using System.Net;
using Mail.Silo;
using Mail.Silo.Options;
using Microsoft.Extensions.Logging;

namespace Silo.Tests;

/// <summary>A server in this process, shared by the tests that only read.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private Server? _server;

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("mail-cli-").FullName;

    public string Url => $"http://127.0.0.1:{_server!.Ports.Http}";

    public async Task InitializeAsync() => _server = await Server.StartAsync(
        new SiloOptions
        {
            Demo = true, DataFolder = DataFolder, Listen = IPAddress.Loopback, HostName = "mail.demo.test", SmtpPort = PortSetting.Given(0),
            LmtpPort = PortSetting.Given(0), SubmissionPort = PortSetting.Given(0), SubmissionsPort = PortSetting.Given(0), ImapPort = PortSetting.Given(0),
            ImapsPort = PortSetting.Given(0), HttpPort = PortSetting.Given(0), LogLevel = LogLevel.None,
        },
        CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _server!.DisposeAsync();
        Directory.Delete(DataFolder, recursive: true);
    }

    internal Task<CliRun> MailAsync(params string[] args) => CliRun.OfAsync([.. args, "--server", Url, "--data", DataFolder]);
}
