using System.Net;
using Mail.Gateway.Delivery.Outbound;

namespace Mail.Silo.Options;

/// <summary>What the command line decides. Ports: 0 lets the system choose.</summary>
public sealed record SiloOptions
{
    /// <summary>Make tenant, domain and users to try things with; listen on loopback; allow IMAP LOGIN without TLS from loopback.</summary>
    public bool Demo { get; init; }

    /// <summary>Further demo users <c>user0</c>… 0 to 100,000.</summary>
    public int DemoUsers { get; init; }

    /// <summary>Absolute path of the folder that holds everything.</summary>
    public required string DataFolder { get; init; }

    public required IPAddress Listen { get; init; }

    /// <summary>Name in greetings, trace headers and the certificate.</summary>
    public required string HostName { get; init; }

    public PortSetting SmtpPort { get; init; } = PortSetting.Standard(2025);

    public PortSetting LmtpPort { get; init; } = PortSetting.Standard(2024);

    public PortSetting SubmissionPort { get; init; } = PortSetting.Standard(2587);

    public PortSetting SubmissionsPort { get; init; } = PortSetting.Standard(2465);

    public PortSetting ImapPort { get; init; } = PortSetting.Standard(2143);

    public PortSetting ImapsPort { get; init; } = PortSetting.Standard(2993);

    public PortSetting HttpPort { get; init; } = PortSetting.Standard(8080);

    /// <summary>Server that takes all mail to other domains; null: by MX of each domain, and in the demo nothing goes outside.</summary>
    public SmartHost? SmartHost { get; init; }

    /// <summary>Resolver for MX look-ups; null: those of the system.</summary>
    public IPEndPoint? DnsServer { get; init; }

    /// <summary>Port of servers found by MX.</summary>
    public int MxPort { get; init; } = 25;

    /// <summary>Npgsql connection string; null: SQLite and segment files in the data folder.</summary>
    public string? Postgres { get; init; }

    public bool JsonLogs { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Information;
}
