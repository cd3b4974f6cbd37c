using System.Net;
using Mail.Gateway.Auth;
using Mail.Gateway.Delivery;
using Mail.Gateway.Delivery.Outbound;
using Mail.Gateway.Dns;
using Mail.Gateway.Http;
using Mail.Gateway.Http.Limits;
using Mail.Gateway.Imap;
using Mail.Gateway.Limits;
using Mail.Gateway.Smtp;
using Mail.Gateway.Smtp.Submission;
using Mail.Grains.Mailbox;
using Mail.Silo.Options.Sources;
using Mail.Silo.Streams;
using Mail.Silo.Telemetry;
using Mail.Storage;

namespace Mail.Silo.Options;

/// <summary>
/// Everything that can be set, as the server uses it. Ports: 0 lets the system choose. A reload changes the values of reloadable settings
/// in place, so whoever may follow a reload reads them when needed.
/// </summary>
public sealed record SiloOptions
{
    private const int Unlimited = 100_000_000;

    /// <summary>Make tenant, domain and users to try things with; listen on loopback; allow IMAP LOGIN without TLS from loopback.</summary>
    public bool Demo { get; set; }

    /// <summary>Further demo users <c>user0</c>… 0 to 100,000.</summary>
    public int DemoUsers { get; set; }

    /// <summary>Whether the data folder holds an API key of the system.</summary>
    public bool AdminKey { get; set; } = true;

    /// <summary>Whether there is a dashboard.</summary>
    public bool Dashboard { get; set; } = true;

    /// <summary>Absolute path of the folder that holds everything.</summary>
    public string DataFolder { get; set; } = Path.GetFullPath("data");

    public IPAddress Listen { get; set; } = IPAddress.IPv6Any;

    /// <summary>Name in greetings, trace headers and the certificate.</summary>
    public string HostName { get; set; } = MachineName();

    public PortSetting SmtpPort { get; set; } = PortSetting.Standard(2025);

    public PortSetting LmtpPort { get; set; } = PortSetting.Standard(2024);

    public PortSetting SubmissionPort { get; set; } = PortSetting.Standard(2587);

    public PortSetting SubmissionsPort { get; set; } = PortSetting.Standard(2465);

    public PortSetting ImapPort { get; set; } = PortSetting.Standard(2143);

    public PortSetting ImapsPort { get; set; } = PortSetting.Standard(2993);

    public PortSetting HttpPort { get; set; } = PortSetting.Standard(8080);

    public PortSetting HttpsPort { get; set; } = PortSetting.Standard(8443);

    /// <summary>Between silos, on loopback.</summary>
    public PortSetting SiloPort { get; set; } = PortSetting.Standard(11111);

    /// <summary>For clients of the silo, on loopback.</summary>
    public PortSetting SiloClientPort { get; set; } = PortSetting.Standard(30000);

    /// <summary>Where this listener listens; null: on <see cref="Listen"/>. So for the others.</summary>
    public ListenSetting? SmtpListen { get; set; }

    public ListenSetting? LmtpListen { get; set; }

    public ListenSetting? SubmissionListen { get; set; }

    public ListenSetting? SubmissionsListen { get; set; }

    public ListenSetting? ImapListen { get; set; }

    public ListenSetting? ImapsListen { get; set; }

    public ListenSetting? HttpListen { get; set; }

    public ListenSetting? HttpsListen { get; set; } = ListenSetting.Off;

    /// <summary>PEM file with the server's certificate and its chain; null: one that signs itself, made in the data folder.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file with the certificate's key.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Refuse TLS 1.2 on every listener.</summary>
    public bool Tls13Only { get; set; }

    /// <summary>Server that takes all mail to other domains; null: by MX of each domain, and in the demo nothing goes outside.</summary>
    public SmartHost? SmartHost { get; set; }

    /// <summary>How the connection to the smart host is protected.</summary>
    public OutboundTls SmartHostTls { get; set; } = OutboundTls.Opportunistic;

    /// <summary>Whom to log in at the smart host as; null: nobody.</summary>
    public string? SmartHostUser { get; set; }

    public string? SmartHostPassword { get; set; }

    /// <summary>Port of servers found by MX.</summary>
    public int MxPort { get; set; } = 25;

    /// <summary>Npgsql connection string; null: SQLite and segment files in the data folder.</summary>
    public string? Postgres { get; set; }

    public bool JsonLogs { get; set; }

    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    /// <summary>How long connections, then deliveries, may finish what they are doing once the server is told to stop. 0 to 10 min.</summary>
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long <c>/ready</c> says no before listeners close. 0 to 5 min.</summary>
    public TimeSpan Announce { get; set; } = TimeSpan.Zero;

    public SmtpOptions Smtp { get; init; } = new();

    public SubmissionOptions Submission { get; init; } = new();

    public ImapOptions Imap { get; init; } = new();

    public HttpApiOptions Http { get; init; } = new();

    public HttpLimitOptions HttpLimits { get; init; } = new();

    public ClientLimitOptions Clients { get; init; } = new();

    public LoginThrottleOptions Login { get; init; } = new();

    public PasswordCheckOptions Passwords { get; init; } = new();

    public DeliveryOptions Delivery { get; init; } = new();

    public OutboundOptions Outbound { get; init; } = new();

    public DnsOptions Dns { get; init; } = new();

    public TelemetryOptions Telemetry { get; init; } = new();

    public OutboxStreamOptions Streams { get; init; } = new();

    public MailboxGrainOptions Mailbox { get; init; } = new();

    public StorageOptions Storage { get; init; } = new();

    /// <summary>In the order of documents.</summary>
    internal IReadOnlyList<ListenerOptions> Listeners =>
    [
        new("SMTP", "smtp", SmtpPort, AddressOf(SmtpListen)),
        new("LMTP", "lmtp", LmtpPort, AddressOf(LmtpListen)),
        new("SUBMISSION", "submission", SubmissionPort, AddressOf(SubmissionListen)),
        new("SUBMISSIONS", "submissions", SubmissionsPort, AddressOf(SubmissionsListen)),
        new("IMAP", "imap", ImapPort, AddressOf(ImapListen)),
        new("IMAPS", "imaps", ImapsPort, AddressOf(ImapsListen)),
        new("HTTP", "http", HttpPort, AddressOf(HttpListen)),
        new("HTTPS", "https", HttpsPort, AddressOf(HttpsListen)),
    ];

    /// <summary>Where the values come from; null when they were put together by hand.</summary>
    internal LoadedConfiguration? Source { get; set; }

    /// <summary>The values before anything is set.</summary>
    /// <param name="demo">Of a demo: on loopback, without the rates of strangers.</param>
    public static SiloOptions Standard(bool demo)
    {
        var options = new SiloOptions { Demo = demo };
        if (demo)
        {
            options.Listen = IPAddress.Loopback;
            options.Imap.AllowPlaintextFromLoopback = true;

            // Whoever tries the server out, or loads it, does so from one address.
            options.Clients.ConnectionsPerMinute = options.Clients.CommandsPerMinute = options.Clients.RequestsPerMinute = Unlimited;
        }

        return options;
    }

    /// <summary>Carries values that several parts need to where those parts look.</summary>
    public void Spread()
    {
        (Smtp.HostName, Http.HostName) = (HostName, HostName);
        (Smtp.Tls13Only, Imap.Tls13Only, Http.Tls13Only) = (Tls13Only, Tls13Only, Tls13Only);
        (Storage.DataFolder, Storage.PostgreSql) = (DataFolder, Postgres);
        Outbound.SmartHost = SmartHost is null ? null : SmartHost with { Tls = SmartHostTls, User = SmartHostUser, Password = SmartHostPassword };
        Outbound.RemotePort = MxPort;
        Outbound.Enabled = !Demo || SmartHost is not null || Dns.Server is not null;
        Outbound.DisabledText = "The demo sends nothing outside; set --smart-host";
        Outbound.AllowLoopback = IPAddress.IsLoopback(Listen);
    }

    /// <exception cref="ArgumentException">A part refuses its values.</exception>
    public void Validate()
    {
        var smtp = new SmtpOptionsValidator().Validate(null, Smtp);
        var delivery = new DeliveryOptionsValidator().Validate(null, Delivery);
        if (smtp.Failed || delivery.Failed)
        {
            throw new ArgumentException(string.Join(" ", (smtp.Failures ?? []).Concat(delivery.Failures ?? [])));
        }

        Submission.Validate();
        Imap.Validate();
        Http.Validate();
        HttpLimits.Validate();
        Clients.Validate();
        Login.Validate();
        Passwords.Validate();
        Outbound.Validate();
        Storage.Validate();
    }

    private IPAddress? AddressOf(ListenSetting? own) => own is null ? Listen : own.Address;

    private static string MachineName()
    {
        var name = System.Net.Dns.GetHostName();
        return Mail.Domain.Identity.DomainName.TryParse(name, out _) ? name : "localhost";
    }
}
