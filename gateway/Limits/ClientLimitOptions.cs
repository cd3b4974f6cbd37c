namespace Mail.Gateway.Limits;

/// <summary>Rates that one client (an IPv4 address, an IPv6 /64) may reach, over all protocols but LMTP, whose clients are our own.</summary>
public sealed class ClientLimitOptions
{
    /// <summary>New connections a minute, as many at once. 1 to 1,000,000,000; default 3,000.</summary>
    public int ConnectionsPerMinute { get; set; } = 3_000;

    /// <summary>Commands a minute, as many at once. 100 to 1,000,000,000; default 120,000.</summary>
    public int CommandsPerMinute { get; set; } = 120_000;

    /// <summary>HTTP requests a minute, as many at once. 60 to 1,000,000,000; default 12,000.</summary>
    public int RequestsPerMinute { get; set; } = 12_000;

    /// <summary>Clients that are told apart; the one not seen longest is forgotten first. 1,000 to 10,000,000; default 100,000 (about 40 MB).</summary>
    public int MostClients { get; set; } = 100_000;

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        var bounds = new SettingBounds("ClientLimits");
        bounds.Check(ConnectionsPerMinute is >= 1 and <= 1_000_000_000, nameof(ConnectionsPerMinute), ConnectionsPerMinute, "1 to 1,000,000,000");
        bounds.Check(CommandsPerMinute is >= 100 and <= 1_000_000_000, nameof(CommandsPerMinute), CommandsPerMinute, "100 to 1,000,000,000");
        bounds.Check(RequestsPerMinute is >= 60 and <= 1_000_000_000, nameof(RequestsPerMinute), RequestsPerMinute, "60 to 1,000,000,000");
        bounds.Check(MostClients is >= 1_000 and <= 10_000_000, nameof(MostClients), MostClients, "1,000 to 10,000,000");
    }
}
