using Mail.Gateway.Limits;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>How mail to other servers is sent.</summary>
public sealed class OutboundOptions
{
    /// <summary>Whether anything is sent outside at all.</summary>
    public bool Enabled { get; set; }

    /// <summary>What a user is told who sends outside where nothing is sent outside.</summary>
    public string DisabledText { get; set; } = "Mail to other domains is not set up here";

    /// <summary>The server that all mail goes to; null: by MX of each domain.</summary>
    public SmartHost? SmartHost { get; set; }

    /// <summary>How connections to servers found by MX are protected; TLS from the start is not for them.</summary>
    public OutboundTls MxTls { get; set; } = OutboundTls.Opportunistic;

    /// <summary>Port of servers found by MX. 1 to 65535; default 25.</summary>
    public int RemotePort { get; set; } = 25;

    /// <summary>Sends to loopback addresses that DNS names; otherwise a stranger's zone could point at services of this machine.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Connections to one destination (a domain or the smart host) at a time. 1 to 1,000; default 4.</summary>
    public int ConnectionsPerDestination { get; set; } = 4;

    /// <summary>Connections at a time. 1 to 10,000; default 64.</summary>
    public int Connections { get; set; } = 64;

    /// <summary>Rows that a worker claims at a time. 1 to 1,000; default 100 (RFC 5321 §4.5.3.1.8).</summary>
    public int RowsPerClaim { get; set; } = 100;

    /// <summary>How long rows are a worker's until it says that it is still there. 10 s to 1 h; default 1 min.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Wait behind the first failure; it doubles with each. 1 s or more; default 5 min.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Bound of the wait behind later failures. <see cref="FirstRetry"/> to 1 day; default 4 h.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromHours(4);

    /// <summary>When a sender is told that a message waits still; null: never. Default 4 h.</summary>
    public TimeSpan? ReportDelayAfter { get; set; } = TimeSpan.FromHours(4);

    /// <summary>
    /// How long a recipient is tried, from acceptance on, and to report its failure from then on. 1 s to 30 days; default 5 days (RFC
    /// 5321 §4.5.4.1).
    /// </summary>
    public TimeSpan ExpireAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>How long rows that ended are remembered, so that nothing is sent again after a crash. 1 day or more; default 30 days.</summary>
    public TimeSpan Remember { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Octets of a message that a report returns whole (RET=FULL); of a larger one the header. 0 to 16 MiB; default 1 MiB.</summary>
    public int MostReturned { get; set; } = 1 << 20;

    /// <summary>Bound for connecting and for TLS. 1 s to 5 min; default 30 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        var bounds = new SettingBounds("Outbound");
        var (second, day) = (TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        bounds.Check(RemotePort is >= 1 and <= 65_535, nameof(RemotePort), RemotePort, "1 to 65535");
        bounds.Check(ConnectionsPerDestination is >= 1 and <= 1_000, nameof(ConnectionsPerDestination), ConnectionsPerDestination, "1 to 1,000");
        bounds.Check(Connections is >= 1 and <= 10_000, nameof(Connections), Connections, "1 to 10,000");
        bounds.Check(RowsPerClaim is >= 1 and <= 1_000, nameof(RowsPerClaim), RowsPerClaim, "1 to 1,000");
        bounds.Check(Lease >= 10 * second && Lease <= TimeSpan.FromHours(1), nameof(Lease), Lease, "10 s to 1 h");
        bounds.Check(FirstRetry >= second && FirstRetry <= LongestRetry, nameof(FirstRetry), FirstRetry, $"1 s to {nameof(LongestRetry)} ({LongestRetry})");
        bounds.Check(LongestRetry <= day, nameof(LongestRetry), LongestRetry, "at most 1 day");
        bounds.Check(ExpireAfter >= second && ExpireAfter <= 30 * day, nameof(ExpireAfter), ExpireAfter, "1 s to 30 days");
        bounds.Check(Remember >= day, nameof(Remember), Remember, "1 day or more");
        bounds.Check(MostReturned is >= 0 and <= 16 << 20, nameof(MostReturned), MostReturned, "0 to 16 MiB");
        bounds.Check(ConnectTimeout >= second && ConnectTimeout <= TimeSpan.FromMinutes(5), nameof(ConnectTimeout), ConnectTimeout, "1 s to 5 min");
        bounds.Check(SmartHost?.User is null || SmartHost.Password is not null, nameof(SmartHost), SmartHost?.Host ?? "", "a user with a password");
    }
}
