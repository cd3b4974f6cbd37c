using System.Net;
using Mail.Silo.Options;
using Microsoft.Extensions.Logging;

namespace Silo.Tests;

/// <summary>Options of a server for tests: every port chosen by the system, on loopback.</summary>
internal static class FreePorts
{
    public static SiloOptions Demo(string dataFolder) => SiloOptions.Standard(demo: true) with
    {
        DataFolder = dataFolder, Listen = IPAddress.Loopback, HostName = "mail.demo.test", SmtpPort = PortSetting.Given(0), LmtpPort = PortSetting.Given(0),
        SubmissionPort = PortSetting.Given(0), SubmissionsPort = PortSetting.Given(0), ImapPort = PortSetting.Given(0), ImapsPort = PortSetting.Given(0),
        HttpPort = PortSetting.Given(0), LogLevel = LogLevel.None,
    };
}
