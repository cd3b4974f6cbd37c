namespace Mail.Gateway.Delivery.Outbound;

/// <summary>How mail to other servers is sent.</summary>
public sealed class OutboundOptions
{
    /// <summary>Whether anything is sent outside at all.</summary>
    public bool Enabled { get; set; }

    /// <summary>What a user is told who sends outside where nothing is sent outside.</summary>
    public string DisabledText { get; set; } = "Mail to other domains is not set up here";

    /// <summary>How long a recipient is tried, from acceptance on. 1 minute to 30 days; default 5 days (RFC 5321 §4.5.4.1).</summary>
    public TimeSpan ExpireAfter { get; set; } = TimeSpan.FromDays(5);

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        Check(ExpireAfter >= TimeSpan.FromMinutes(1) && ExpireAfter <= TimeSpan.FromDays(30), nameof(ExpireAfter), ExpireAfter, "1 minute to 30 days");
    }

    private static void Check(bool good, string name, object value, string range)
    {
        if (!good)
        {
            throw new ArgumentException($"Outbound:{name} is {value}; allowed: {range}.");
        }
    }
}
