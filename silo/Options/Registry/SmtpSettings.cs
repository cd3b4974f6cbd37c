using static Mail.Silo.Options.Registry.Define;

namespace Mail.Silo.Options.Registry;

/// <summary>Mail from other servers; the limits hold for LMTP and submission, too.</summary>
internal static class SmtpSettings
{
    private const long KiB = 1 << 10, MiB = 1 << 20, GiB = 1 << 30;

    public static IEnumerable<Setting> All =>
    [
        Port("smtp.port", "--smtp-port", "Inbound SMTP", o => o.SmtpPort, (o, v) => o.SmtpPort = v),
        Listen("smtp.listen", "SMTP", o => o.SmtpListen, (o, v) => o.SmtpListen = v),
        Port("lmtp.port", "--lmtp-port", "LMTP", o => o.LmtpPort, (o, v) => o.LmtpPort = v),
        Listen("lmtp.listen", "LMTP", o => o.LmtpListen, (o, v) => o.LmtpListen = v, " Whoever reaches it delivers without the checks of strangers: better not a public one."),
        new Setting<string?>("smtp.postmaster_domain", Domains, o => o.Smtp.PostmasterDomain, (o, v) => o.Smtp.PostmasterDomain = v, "Domain of mail to bare <Postmaster>. Empty: the server's name."),
        Size("smtp.message_size", 64 * KiB, GiB, o => o.Smtp.MaxMessageSize, (o, v) => o.Smtp.MaxMessageSize = v, "Largest message."),
        Number("smtp.recipients", 100, 100_000, o => o.Smtp.MaxRecipients, (o, v) => o.Smtp.MaxRecipients = v, "Recipients of a message."),
        Number("smtp.deliveries", 100, 1_000_000, o => o.Smtp.MaxDeliveries, (o, v) => o.Smtp.MaxDeliveries = v, "Mailboxes that one message may go to, aliases expanded."),
        Number("smtp.forwards", 1, 100, o => o.Smtp.MaxForwards, (o, v) => o.Smtp.MaxForwards = v, "Recipients of a message that forward to other servers."),
        Size("smtp.line_length", 998, GiB, o => o.Smtp.MaxLineLength, (o, v) => o.Smtp.MaxLineLength = (int)v, "Longest line of a message."),
        Number("smtp.received_fields", 30, 10_000, o => o.Smtp.MaxReceivedFields, (o, v) => o.Smtp.MaxReceivedFields = v, "Received fields from which on a message is taken to run in circles."),
        Number("smtp.errors", 1, 1_000_000, o => o.Smtp.MaxErrors, (o, v) => o.Smtp.MaxErrors = v, "Permanent refusals in a session since its last accepted message, behind which it is closed."),
        Number("smtp.commands", 100, int.MaxValue, o => o.Smtp.MaxCommands, (o, v) => o.Smtp.MaxCommands = v, "Commands in a session, behind which it is closed."),
        Number("smtp.connections", 1, 1_000_000, o => o.Smtp.MaxConnections, (o, v) => o.Smtp.MaxConnections = v, "Connections at a time, all SMTP listeners together."),
        Number("smtp.connections_per_client", 1, 1_000_000, o => o.Smtp.MaxConnectionsPerAddress, (o, v) => o.Smtp.MaxConnectionsPerAddress = v, "Connections at a time from one client (an IPv4 address, an IPv6 /64)."),
        Size("smtp.content_memory", 64 * KiB, 1024 * GiB, o => o.Smtp.ContentMemory, (o, v) => o.Smtp.ContentMemory = v, "Memory for the content of messages that are arriving, all sessions together."),
        Duration("smtp.content_memory_wait", Seconds(1), Days(1), o => o.Smtp.ContentMemoryWait, (o, v) => o.Smtp.ContentMemoryWait = v, "Wait for such memory before a message is refused for now."),
        Duration("smtp.command_timeout", Seconds(1), Days(1), o => o.Smtp.CommandTimeout, (o, v) => o.Smtp.CommandTimeout = v, "Wait for a command."),
        Duration("smtp.reply_timeout", Seconds(1), Days(1), o => o.Smtp.ReplyTimeout, (o, v) => o.Smtp.ReplyTimeout = v, "Time for the client to take replies that fill the connection."),
        Duration("smtp.unproductive_timeout", Seconds(1), Days(1), o => o.Smtp.UnproductiveTimeout, (o, v) => o.Smtp.UnproductiveTimeout = v, "Time without an accepted message before a session ends."),
        Duration("smtp.data_timeout", Seconds(1), Days(1), o => o.Smtp.DataTimeout, (o, v) => o.Smtp.DataTimeout = v, "Wait for the next octets of a message."),
        Duration("smtp.message_timeout", Seconds(1), Days(1), o => o.Smtp.MessageTimeout, (o, v) => o.Smtp.MessageTimeout = v, "Bound for the whole content of a message, however slowly it trickles."),
        Number("smtp.slowest_rate", 1, 1_000_000, o => o.Smtp.SlowestRate, (o, v) => o.Smtp.SlowestRate = v, "Octets a second that the content of a message must reach on average once the data timeout is over."),
        Duration("smtp.handshake_timeout", Seconds(1), Days(1), o => o.Smtp.HandshakeTimeout, (o, v) => o.Smtp.HandshakeTimeout = v, "Bound for a TLS handshake."),
        Duration("smtp.directory_timeout", Seconds(1), Days(1), o => o.Smtp.DirectoryTimeout, (o, v) => o.Smtp.DirectoryTimeout = v, "Wait for the directory's answer about a recipient."),
    ];
}
