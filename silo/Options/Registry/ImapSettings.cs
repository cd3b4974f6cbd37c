using static Mail.Silo.Options.Registry.Define;

namespace Mail.Silo.Options.Registry;

/// <summary>Mail programs.</summary>
internal static class ImapSettings
{
    private const long KiB = 1 << 10, MiB = 1 << 20, GiB = 1 << 30;

    public static IEnumerable<Setting> All =>
    [
        Port("imap.port", "--imap-port", "IMAP with STARTTLS", o => o.ImapPort, (o, v) => o.ImapPort = v),
        Listen("imap.listen", "IMAP with STARTTLS", o => o.ImapListen, (o, v) => o.ImapListen = v),
        Port("imaps.port", "--imaps-port", "IMAP over TLS", o => o.ImapsPort, (o, v) => o.ImapsPort = v),
        Listen("imaps.listen", "IMAP over TLS", o => o.ImapsListen, (o, v) => o.ImapsListen = v),
        new Setting<bool>("imap.plaintext_from_loopback", Switch, o => o.Imap.AllowPlaintextFromLoopback, (o, v) => o.Imap.AllowPlaintextFromLoopback = v, "Whether a client on this machine may send its password without TLS; true in the demo."),
        Size("imap.line_length", 8 * KiB, MiB, o => o.Imap.MaxLine, (o, v) => o.Imap.MaxLine = (int)v, "Octets of a command's lines together."),
        Size("imap.literals", KiB, MiB, o => o.Imap.MaxLiterals, (o, v) => o.Imap.MaxLiterals = (int)v, "Octets of a command's literals together, the message of APPEND apart."),
        Size("imap.message_size", 64 * KiB, GiB, o => o.Imap.MaxMessage, (o, v) => o.Imap.MaxMessage = (int)v, "Largest message of APPEND."),
        Size("imap.append_memory", 64 * KiB, 1024 * GiB, o => o.Imap.MaxAppending, (o, v) => o.Imap.MaxAppending = v, "Memory for messages that are being appended, all sessions together."),
        Duration("imap.login_timeout", Seconds(1), Minutes(10), o => o.Imap.LoginTimeout, (o, v) => o.Imap.LoginTimeout = v, "Time to log in."),
        Duration("imap.idle_timeout", Seconds(1), Hours(24), o => o.Imap.IdleTimeout, (o, v) => o.Imap.IdleTimeout = v, "Time without a command before a session ends; RFC 3501 wants 30 minutes at least."),
        Duration("imap.transfer_timeout", Seconds(1), Hours(1), o => o.Imap.TransferTimeout, (o, v) => o.Imap.TransferTimeout = v, "Time for the client to take or send the next piece of a message."),
        Number("imap.slowest_rate", 1, 1_000_000, o => o.Imap.SlowestRate, (o, v) => o.Imap.SlowestRate = v, "Octets a second that what is sent and what is taken must reach on average, beyond the transfer timeout."),
        Number("imap.bad_commands", 1, 10_000, o => o.Imap.MaxBadCommands, (o, v) => o.Imap.MaxBadCommands = v, "Commands answered BAD before a session ends."),
        Number("imap.failed_logins", 1, 100, o => o.Imap.MaxFailedLogins, (o, v) => o.Imap.MaxFailedLogins = v, "Failed logins before a session ends."),
        Number("imap.commands", 100, 1_000_000_000, o => o.Imap.MaxCommands, (o, v) => o.Imap.MaxCommands = v, "Commands before a session ends."),
        Number("imap.connections", 1, 1_000_000, o => o.Imap.MaxConnections, (o, v) => o.Imap.MaxConnections = v, "Connections at a time."),
        Number("imap.connections_without_login", 1, 1_000_000, o => o.Imap.MaxUnauthenticated, (o, v) => o.Imap.MaxUnauthenticated = v, "Connections at a time that have not logged in."),
        Number("imap.connections_per_client", 1, 1_000_000, o => o.Imap.MaxConnectionsPerAddress, (o, v) => o.Imap.MaxConnectionsPerAddress = v, "Connections at a time from one client (an IPv4 address, an IPv6 /64)."),
        Number("imap.keywords_per_folder", 100, 100_000, o => o.Imap.MaxKeywordsPerFolder, (o, v) => o.Imap.MaxKeywordsPerFolder = v, "Keywords in one folder."),
        Size("imap.structure_cache", MiB, 4 * GiB, o => o.Imap.StructureCache, (o, v) => o.Imap.StructureCache = v, "Memory for the structures of messages looked at lately.", restart: true),
    ];
}
