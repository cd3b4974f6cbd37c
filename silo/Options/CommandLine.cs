using System.CommandLine;
using System.Net;
using Mail.Gateway.Delivery.Outbound;

namespace Mail.Silo.Options;

/// <summary>The server's command line, by a parser of its own: the host's would read <c>--demo --data X</c> as a pair.</summary>
internal static class CommandLine
{
    private static readonly Option<bool> Demo = new("--demo")
    {
        Description = "Make tenant 'demo', domain 'demo.test' and users to try it with, on 127.0.0.1 only. Harmless when repeated.",
    };

    private static readonly Option<int> DemoUsers = Number("--demo-users", "Further demo users user0, user1, … (0 to 100000).", 0, 100_000);

    private static readonly Option<string> Data = Text("--data", "DIR", "Folder that holds everything; made if missing.", "./data");

    private static readonly Option<string?> Listen = new("--listen")
    {
        Description = "Address to listen on. Default: 127.0.0.1 with --demo, else all (::).",
        HelpName = "ADDRESS",
    };

    private static readonly Option<string?> HostName = new("--hostname")
    {
        Description = "Name in greetings, trace headers and the certificate. Default: this machine's name.",
        HelpName = "NAME",
    };

    private static readonly Option<int> Smtp = Port("--smtp-port", "Inbound SMTP", 2025);
    private static readonly Option<int> Lmtp = Port("--lmtp-port", "LMTP", 2024);
    private static readonly Option<int> Submission = Port("--submission-port", "Submission by users with STARTTLS", 2587);
    private static readonly Option<int> Submissions = Port("--submissions-port", "Submission by users over TLS", 2465);
    private static readonly Option<int> Imap = Port("--imap-port", "IMAP with STARTTLS", 2143);
    private static readonly Option<int> Imaps = Port("--imaps-port", "IMAP over TLS", 2993);
    private static readonly Option<int> Http = Port("--http-port", "HTTP: page, API, health, metrics", 8080);

    private static readonly Option<string?> SmartHostOption = new("--smart-host")
    {
        Description = "Send mail to other domains through this server. Default: to each domain's MX; with --demo nothing goes outside.",
        HelpName = "HOST:PORT",
    };

    private static readonly Option<string?> DnsServer = new("--dns")
    {
        Description = "Ask this resolver for MX records. Default: the system's (/etc/resolv.conf). With --demo, mail then goes outside by MX.",
        HelpName = "ADDRESS:PORT",
    };

    private static readonly Option<int> MxPort = Number("--mx-port", "Port of servers found by MX.", 25, 65_535);

    private static readonly Option<string?> Postgres = new("--postgres")
    {
        Description = "Keep all state in this PostgreSQL database (Npgsql form: Host=…;Database=…;Username=…). Default: SQLite in the data folder.",
        HelpName = "CONNECTION",
    };

    private static readonly Option<string> LogFormat = Text("--log-format", "text|json", "Form of the log on standard output.", "text");

    private static readonly Option<string> Level = Text(
        "--log-level", "LEVEL", "Trace, Debug, Information, Warning, Error or None.", "Information");

    static CommandLine()
    {
        LogFormat.AcceptOnlyFromAmong("text", "json");
        Level.AcceptOnlyFromAmong("Trace", "Debug", "Information", "Warning", "Error", "None");
    }

    public static RootCommand Create(Func<SiloOptions, CancellationToken, Task<int>> run)
    {
        var root = new RootCommand("Mail.Orleans: a mail server of virtual actors.")
        {
            Demo, DemoUsers, Data, Listen, HostName, Smtp, Lmtp, Submission, Submissions, Imap, Imaps, Http, SmartHostOption, DnsServer, MxPort, Postgres, LogFormat, Level,
        };
        root.Validators.Add(result =>
        {
            if (result.GetValue(Listen) is { } listen && !IPAddress.TryParse(listen, out _))
            {
                result.AddError($"--listen: '{listen}' is not an IP address. Use an address of this machine, such as 127.0.0.1 or ::.");
            }

            if (result.GetValue(SmartHostOption) is { } smart && !SmartHost.TryParse(smart, out _))
            {
                result.AddError($"--smart-host: '{smart}' is not HOST:PORT, such as smtp.example.org:587.");
            }

            if (result.GetValue(DnsServer) is { } dns && !(IPEndPoint.TryParse(dns, out var server) && server.Port > 0))
            {
                result.AddError($"--dns: '{dns}' is not ADDRESS:PORT, such as 127.0.0.1:53.");
            }

            if (result.GetValue(DemoUsers) > 0 && !result.GetValue(Demo))
            {
                result.AddError("--demo-users: only together with --demo.");
            }
        });
        root.SetAction((parsed, cancellation) => run(Read(parsed), cancellation));
        return root;
    }

    private static SiloOptions Read(ParseResult parsed)
    {
        var demo = parsed.GetValue(Demo);
        return new SiloOptions
        {
            Demo = demo,
            DemoUsers = parsed.GetValue(DemoUsers),
            DataFolder = Path.GetFullPath(parsed.GetValue(Data)!),
            Listen = parsed.GetValue(Listen) is { } listen ? IPAddress.Parse(listen) : demo ? IPAddress.Loopback : IPAddress.IPv6Any,
            HostName = parsed.GetValue(HostName) ?? (demo ? "mail.demo.test" : Dns.GetHostName().ToLowerInvariant()),
            SmtpPort = PortOf(parsed, Smtp),
            LmtpPort = PortOf(parsed, Lmtp),
            SubmissionPort = PortOf(parsed, Submission),
            SubmissionsPort = PortOf(parsed, Submissions),
            ImapPort = PortOf(parsed, Imap),
            ImapsPort = PortOf(parsed, Imaps),
            HttpPort = PortOf(parsed, Http),
            SmartHost = parsed.GetValue(SmartHostOption) is { } smart && SmartHost.TryParse(smart, out var host) ? host : null,
            DnsServer = parsed.GetValue(DnsServer) is { } dns ? IPEndPoint.Parse(dns) : null,
            MxPort = parsed.GetValue(MxPort),
            Postgres = parsed.GetValue(Postgres),
            JsonLogs = parsed.GetValue(LogFormat) == "json",
            LogLevel = Enum.Parse<LogLevel>(parsed.GetValue(Level)!),
        };
    }

    private static PortSetting PortOf(ParseResult parsed, Option<int> option) =>
        new(parsed.GetValue(option), IsGiven: parsed.GetResult(option) is { Implicit: false });

    private static Option<string> Text(string name, string help, string description, string standard) => new(name)
    {
        Description = description,
        HelpName = help,
        DefaultValueFactory = _ => standard,
    };

    private static Option<int> Port(string name, string what, int standard) =>
        Number(name, $"{what}; 0 lets the system choose.", standard, 65_535);

    private static Option<int> Number(string name, string description, int standard, int highest)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var n) || n < 0 || n > highest))
            {
                result.AddError($"{name}: '{token.Value}' is not a number from 0 to {highest}.");
            }
        });
        return option;
    }
}
