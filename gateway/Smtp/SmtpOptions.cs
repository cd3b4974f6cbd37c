namespace Mail.Gateway.Smtp;

/// <summary>Limits and names of the SMTP and LMTP listeners; bounds are checked by <see cref="SmtpOptionsValidator"/> at start.</summary>
public sealed class SmtpOptions
{
    /// <summary>This server's name in greetings and trace fields: a domain.</summary>
    public string HostName { get; set; } = "localhost";

    /// <summary>Domain of mail to bare <c>&lt;Postmaster&gt;</c> (RFC 5321 §4.5.1); null: <see cref="HostName"/>.</summary>
    public string? PostmasterDomain { get; set; }

    /// <summary>Octets of a message as received; 64 KiB to 1 GiB.</summary>
    public long MaxMessageSize { get; set; } = 50L * 1024 * 1024;

    /// <summary>Recipients of a message; 100 (RFC 5321 §4.5.3.1.8) to 100,000.</summary>
    public int MaxRecipients { get; set; } = 1000;

    /// <summary>Deliveries that one message may owe, aliases expanded; <see cref="MaxRecipients"/> or more.</summary>
    public int MaxDeliveries { get; set; } = 10_000;

    /// <summary>Recipients of a message that forward to other servers: each has a record of its own. 1 to 100.</summary>
    public int MaxForwards { get; set; } = 10;

    /// <summary>Octets of a line of a message; 998 (RFC 5321 §4.5.3.1.6) or more.</summary>
    public int MaxLineLength { get; set; } = 64 * 1024;

    /// <summary>Received fields from which on a message is taken to run in circles; 30 or more (RFC 5321 §6.3 asks for 100).</summary>
    public int MaxReceivedFields { get; set; } = 100;

    /// <summary>Wait for a command (RFC 5321 §4.5.3.2.7).</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time for the peer to take replies that fill the connection.</summary>
    public TimeSpan ReplyTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time without a message accepted before a session ends, so that small talk holds no connection for days; <see cref="CommandTimeout"/> or more.</summary>
    public TimeSpan UnproductiveTimeout { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>Wait for the next octets of a message.</summary>
    public TimeSpan DataTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Bound for the whole content of a message, however slowly it trickles.</summary>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Octets a second that the content of a message must reach on average once <see cref="DataTimeout"/> is over; 1 to 1,000,000.</summary>
    public int SlowestRate { get; set; } = 500;

    /// <summary>Bound for a TLS handshake.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait for the directory's answer about a recipient.</summary>
    public TimeSpan DirectoryTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Permanent refusals in a session since its last accepted message, behind which it is closed.</summary>
    public int MaxErrors { get; set; } = 20;

    /// <summary>Commands in a session, behind which it is closed.</summary>
    public int MaxCommands { get; set; } = 1_000_000;

    /// <summary>Connections at a time, all listeners together.</summary>
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Connections at a time from one address (IPv6: from one /64).</summary>
    public int MaxConnectionsPerAddress { get; set; } = 1000;

    /// <summary>
    /// Octets of message content held in memory, all sessions together; <see cref="MaxMessageSize"/> or more. A quarter of it is for
    /// small messages alone, and the large ones of one client take half of it at most, as far as one message has room.
    /// </summary>
    public long ContentMemory { get; set; } = 256L * 1024 * 1024;

    /// <summary>Wait for content memory before a message is refused for now.</summary>
    public TimeSpan ContentMemoryWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Refuses TLS 1.2.</summary>
    public bool Tls13Only { get; set; }
}
