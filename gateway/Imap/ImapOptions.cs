using Mail.Gateway.Limits;

namespace Mail.Gateway.Imap;

/// <summary>Bounds and behaviour of the IMAP server.</summary>
public sealed class ImapOptions
{
    /// <summary>Octets of a command's lines together. 8 KiB to 1 MiB; default 64 KiB.</summary>
    public int MaxLine { get; set; } = 64 * 1024;

    /// <summary>Octets of a command's literals together, the message of APPEND apart. 1 KiB to 1 MiB; default 64 KiB.</summary>
    public int MaxLiterals { get; set; } = 64 * 1024;

    /// <summary>Octets of a message in APPEND (APPENDLIMIT). 64 KiB to 1 GiB; default 50 MiB.</summary>
    public int MaxMessage { get; set; } = 50 * 1024 * 1024;

    /// <summary>Octets of all messages being appended at once. At least <see cref="MaxMessage"/>; default 256 MiB.</summary>
    public long MaxAppending { get; set; } = 256L * 1024 * 1024;

    /// <summary>Time to authenticate. 1 s to 10 min; default 3 min: a mail program may be asking its user.</summary>
    public TimeSpan LoginTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Time without a command before the session ends (RFC 3501 section 5.4 wants 30 min at least). 1 s to 24 h; default 30 min.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Time for the peer to take or send the next piece of a literal, or to send the rest of a command. 1 s to 1 h; default 2 min.</summary>
    public TimeSpan TransferTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Octets a second that what is sent and what is taken must reach on average, beyond <see cref="TransferTimeout"/>. 1 to 1,000,000; default 500.</summary>
    public int SlowestRate { get; set; } = 500;

    /// <summary>Commands answered BAD before the session ends. 1 to 10,000; default 20.</summary>
    public int MaxBadCommands { get; set; } = 20;

    /// <summary>Failed logins before the session ends. 1 to 100; default 5.</summary>
    public int MaxFailedLogins { get; set; } = 5;

    /// <summary>Commands before the session ends. 100 to 1,000,000,000; default 10,000,000.</summary>
    public int MaxCommands { get; set; } = 10_000_000;

    /// <summary>Connections in all. 1 to 1,000,000; default 50,000.</summary>
    public int MaxConnections { get; set; } = 50_000;

    /// <summary>Connections that have not logged in. 1 to 1,000,000; default 20,000.</summary>
    public int MaxUnauthenticated { get; set; } = 20_000;

    /// <summary>Connections from one client (an IPv4 address, an IPv6 /64). 1 to 1,000,000; default 1,000.</summary>
    public int MaxConnectionsPerAddress { get; set; } = 1_000;

    /// <summary>Memory for the structures of messages looked at lately, in octets. 1 MiB to 4 GiB; default 32 MiB.</summary>
    public long StructureCache { get; set; } = 32L * 1024 * 1024;

    /// <summary>Keywords in one folder. 100 to 100,000; default 1,000.</summary>
    public int MaxKeywordsPerFolder { get; set; } = 1_000;

    /// <summary>Whether a client on the loopback interface may send its password without TLS.</summary>
    public bool AllowPlaintextFromLoopback { get; set; }

    /// <summary>Refuses TLS 1.2.</summary>
    public bool Tls13Only { get; set; }

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        var bounds = new SettingBounds("Imap");
        bounds.Check(MaxLine is >= 8 * 1024 and <= 1024 * 1024, nameof(MaxLine), MaxLine, "8 KiB to 1 MiB");
        bounds.Check(MaxLiterals is >= 1024 and <= 1024 * 1024, nameof(MaxLiterals), MaxLiterals, "1 KiB to 1 MiB");
        bounds.Check(MaxMessage is >= 64 * 1024 and <= 1024 * 1024 * 1024, nameof(MaxMessage), MaxMessage, "64 KiB to 1 GiB");
        bounds.Check(MaxAppending >= MaxMessage, nameof(MaxAppending), MaxAppending, $"at least {nameof(MaxMessage)} ({MaxMessage})");
        bounds.Check(IsWithin(LoginTimeout, 1, 600), nameof(LoginTimeout), LoginTimeout, "1 s to 10 min");
        bounds.Check(IsWithin(IdleTimeout, 1, 86_400), nameof(IdleTimeout), IdleTimeout, "1 s to 24 h");
        bounds.Check(IsWithin(TransferTimeout, 1, 3_600), nameof(TransferTimeout), TransferTimeout, "1 s to 1 h");
        bounds.Check(SlowestRate is >= 1 and <= 1_000_000, nameof(SlowestRate), SlowestRate, "1 to 1,000,000");
        bounds.Check(MaxBadCommands is >= 1 and <= 10_000, nameof(MaxBadCommands), MaxBadCommands, "1 to 10,000");
        bounds.Check(MaxFailedLogins is >= 1 and <= 100, nameof(MaxFailedLogins), MaxFailedLogins, "1 to 100");
        bounds.Check(MaxCommands is >= 100 and <= 1_000_000_000, nameof(MaxCommands), MaxCommands, "100 to 1,000,000,000");
        bounds.Check(MaxConnections is >= 1 and <= 1_000_000, nameof(MaxConnections), MaxConnections, "1 to 1,000,000");
        bounds.Check(MaxUnauthenticated is >= 1 and <= 1_000_000, nameof(MaxUnauthenticated), MaxUnauthenticated, "1 to 1,000,000");
        bounds.Check(MaxConnectionsPerAddress is >= 1 and <= 1_000_000, nameof(MaxConnectionsPerAddress), MaxConnectionsPerAddress, "1 to 1,000,000");
        bounds.Check(StructureCache is >= 1L << 20 and <= 1L << 32, nameof(StructureCache), StructureCache, "1 MiB to 4 GiB");
        bounds.Check(MaxKeywordsPerFolder is >= 100 and <= 100_000, nameof(MaxKeywordsPerFolder), MaxKeywordsPerFolder, "100 to 100,000");
    }

    private static bool IsWithin(TimeSpan value, double from, double to) => value.TotalSeconds >= from && value.TotalSeconds <= to;
}
