using static Mail.Silo.Options.Registry.Define;

namespace Mail.Silo.Options.Registry;

/// <summary>Page, API, health and metrics.</summary>
internal static class HttpSettings
{
    private const long KiB = 1 << 10, MiB = 1 << 20;

    public static IEnumerable<Setting> All =>
    [
        Port("http.port", "--http-port", "HTTP: page, API, health, metrics", o => o.HttpPort, (o, v) => o.HttpPort = v),
        new Setting<bool>("http.admin_key", Switch, o => o.AdminKey, (o, v) => o.AdminKey = v, "Whether the server sees to it that `admin-api-key` in the data folder holds an API key of the system.") { NeedsRestart = true },
        new Setting<bool>("http.dashboard", Switch, o => o.Dashboard, (o, v) => o.Dashboard = v, "Whether /dashboard shows silos, grains and methods to whoever signs in with an API key of the system.") { NeedsRestart = true },
        Listen("http.listen", "HTTP", o => o.HttpListen, (o, v) => o.HttpListen = v, " It has no TLS, and API keys go over it: for others than this machine there is https.listen, or a proxy."),
        Port("https.port", "--https-port", "HTTP over TLS: the same", o => o.HttpsPort, (o, v) => o.HttpsPort = v),
        Listen("https.listen", "HTTP over TLS", o => o.HttpsListen, (o, v) => o.HttpsListen = v, " The certificate is that of all listeners (tls.certificate_file)."),
        Size("http.body_size", KiB, 16 * MiB, o => o.Http.MaxBody, (o, v) => o.Http.MaxBody = (int)v, "Largest JSON body."),
        Size("http.message_body_size", KiB, 256 * MiB, o => o.Http.MaxMessageBody, (o, v) => o.Http.MaxMessageBody = (int)v, "Largest body that carries a message."),
        Duration("http.remember_for", Hours(1), Days(7), o => o.Http.RememberFor, (o, v) => o.Http.RememberFor = v, "How long the result of a request with an Idempotency-Key is remembered."),
        Duration("http.abandoned_after", Seconds(10), Hours(1), o => o.Http.AbandonedAfter, (o, v) => o.Http.AbandonedAfter = v, "After how long a request without a result counts as cut off, so that its key may run again."),
        Number("http.connections", 1, 1_000_000, o => o.HttpLimits.MaxConnections, (o, v) => o.HttpLimits.MaxConnections = v, "Connections at a time."),
        Number("http.connections_per_client", 1, 1_000_000, o => o.HttpLimits.MaxConnectionsPerAddress, (o, v) => o.HttpLimits.MaxConnectionsPerAddress = v, "Connections at a time from one client (an IPv4 address, an IPv6 /64)."),
        Size("http.request_line", KiB, 64 * KiB, o => o.HttpLimits.MaxRequestLine, (o, v) => o.HttpLimits.MaxRequestLine = (int)v, "Longest request line.", restart: true),
        Size("http.header_size", 4 * KiB, MiB, o => o.HttpLimits.MaxHeader, (o, v) => o.HttpLimits.MaxHeader = (int)v, "Header fields of a request together.", restart: true),
        Number("http.header_fields", 10, 1_000, o => o.HttpLimits.MaxHeaderFields, (o, v) => o.HttpLimits.MaxHeaderFields = v, "Header fields of a request.", restart: true),
        Duration("http.header_timeout", Seconds(1), Minutes(10), o => o.HttpLimits.HeaderTimeout, (o, v) => o.HttpLimits.HeaderTimeout = v, "Time for a request's line and header.", restart: true),
        Duration("http.idle_timeout", Seconds(1), Hours(1), o => o.HttpLimits.IdleTimeout, (o, v) => o.HttpLimits.IdleTimeout = v, "Time without a request before a connection ends.", restart: true),
        Number("http.slowest_rate", 1, 1_000_000, o => o.HttpLimits.SlowestRate, (o, v) => o.HttpLimits.SlowestRate = v, "Octets a second that a body must reach on average, in both directions.", restart: true),
        Duration("http.slowest_rate_grace", Seconds(2), Minutes(10), o => o.HttpLimits.Grace, (o, v) => o.HttpLimits.Grace = v, "Time before that rate counts.", restart: true),
        Number("http.event_connections", 1, 1_000_000, o => o.Http.MaxEventConnections, (o, v) => o.Http.MaxEventConnections = v, "Event connections at a time."),
        Number("http.event_connections_per_user", 1, 1_000, o => o.Http.MaxEventConnectionsPerUser, (o, v) => o.Http.MaxEventConnectionsPerUser = v, "Event connections of one user at a time."),
        Number("http.messages_at_once", 1, 1_000, o => o.Http.MessagesAtOnce, (o, v) => o.Http.MessagesAtOnce = v, "Messages that are parsed or sent at a time; others wait.", restart: true),
    ];
}
