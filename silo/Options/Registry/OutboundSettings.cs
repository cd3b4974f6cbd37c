using Mail.Gateway.Delivery.Outbound;
using static Mail.Silo.Options.Registry.Define;

namespace Mail.Silo.Options.Registry;

/// <summary>Mail to other servers.</summary>
internal static class OutboundSettings
{
    public static IEnumerable<Setting> All =>
    [
        new Setting<SmartHost?>("outbound.smart_host", Hosts, o => o.SmartHost, (o, v) => o.SmartHost = v, "Server that takes all mail to other domains. Empty: each domain's MX; in the demo nothing goes outside.")
        {
            Option = new("--smart-host", "HOST:PORT", "Send mail to other domains through this server. Default: to each domain's MX; with --demo nothing goes outside."),
        },
        new Setting<OutboundTls>(
            "outbound.smart_host_tls",
            new ChoiceType<OutboundTls>(("opportunistic", OutboundTls.Opportunistic), ("required", OutboundTls.Required), ("implicit", OutboundTls.Implicit)),
            o => o.SmartHostTls, (o, v) => o.SmartHostTls = v,
            "TLS to the smart host: STARTTLS where offered, whatever the certificate; STARTTLS with a valid certificate of its name; TLS from the start with such a certificate."),
        new Setting<string?>("outbound.smart_host_user", Texts, o => o.SmartHostUser, (o, v) => o.SmartHostUser = v, "Whom to log in at the smart host as (PLAIN, under TLS only). Empty: nobody."),
        new Setting<string?>("outbound.smart_host_password", Texts, o => o.SmartHostPassword, (o, v) => o.SmartHostPassword = v, "That user's password.") { IsSecret = true },
        new Setting<OutboundTls>(
            "outbound.mx_tls", new ChoiceType<OutboundTls>(("opportunistic", OutboundTls.Opportunistic), ("required", OutboundTls.Required)),
            o => o.Outbound.MxTls, (o, v) => o.Outbound.MxTls = v, "TLS to servers found by MX: STARTTLS where offered, or with a valid certificate of the server's name or not at all."),
        new Setting<System.Net.IPEndPoint?>("outbound.dns", EndPoints, o => o.Dns.Server, (o, v) => o.Dns.Server = v, "Resolver for MX records; best one on this machine that answers over TCP. Empty: the system's (/etc/resolv.conf).")
        {
            NeedsRestart = true,
            Option = new("--dns", "ADDRESS:PORT", "Ask this resolver for MX records. Default: the system's (/etc/resolv.conf). With --demo, mail then goes outside by MX."),
        },
        new Setting<bool>("outbound.dns_trusted", Switch, o => o.Dns.IsTrusted, (o, v) => o.Dns.IsTrusted = v, "That resolver validates DNSSEC, and nobody can change its answers on their way here, as on this machine: its word on that is believed.") { NeedsRestart = true },
        new Setting<long>("outbound.mx_port", new NumberType(1, 65_535), o => o.MxPort, (o, v) => o.MxPort = (int)v, "Port of servers found by MX.")
        {
            Option = new("--mx-port", "N", "Port of servers found by MX.", ShowsDefault: true),
        },
        Number("outbound.connections", 1, 10_000, o => o.Outbound.Connections, (o, v) => o.Outbound.Connections = v, "Connections to other servers at a time."),
        Number("outbound.connections_per_destination", 1, 1_000, o => o.Outbound.ConnectionsPerDestination, (o, v) => o.Outbound.ConnectionsPerDestination = v, "Connections to one domain, or to the smart host, at a time."),
        Number("outbound.recipients_per_claim", 1, 1_000, o => o.Outbound.RowsPerClaim, (o, v) => o.Outbound.RowsPerClaim = v, "Recipients that a worker takes from the queue at a time."),
        Duration("outbound.lease", Seconds(10), Hours(1), o => o.Outbound.Lease, (o, v) => o.Outbound.Lease = v, "How long they are that worker's until it says that it is still there."),
        Duration("outbound.first_retry", Seconds(1), Days(1), o => o.Outbound.FirstRetry, (o, v) => o.Outbound.FirstRetry = v, "Wait after a first failure; it doubles with each."),
        Duration("outbound.longest_retry", Seconds(1), Days(1), o => o.Outbound.LongestRetry, (o, v) => o.Outbound.LongestRetry = v, "Longest wait between attempts."),
        Duration("outbound.expire_after", Seconds(1), Days(30), o => o.Outbound.ExpireAfter, (o, v) => o.Outbound.ExpireAfter = v, "How long a recipient is tried before the message goes back to its sender."),
        new Setting<TimeSpan?>("outbound.report_delay_after", new DurationOrNeverType(Seconds(1), Days(30)), o => o.Outbound.ReportDelayAfter, (o, v) => o.Outbound.ReportDelayAfter = v, "When a sender is told that a message waits still."),
        Duration("outbound.remember", Days(1), Days(3650), o => o.Outbound.Remember, (o, v) => o.Outbound.Remember = v, "How long what was sent is remembered, so that nothing is sent again after a crash."),
        Size("outbound.returned_size", 0, 16 << 20, o => o.Outbound.MostReturned, (o, v) => o.Outbound.MostReturned = (int)v, "Largest message that a report of failure returns whole; of a larger one it returns the header."),
        Duration("outbound.connect_timeout", Seconds(1), Minutes(5), o => o.Outbound.ConnectTimeout, (o, v) => o.Outbound.ConnectTimeout = v, "Bound for connecting and for TLS."),
    ];
}
