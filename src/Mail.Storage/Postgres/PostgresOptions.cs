namespace Mail.Storage.Postgres;

/// <summary>Settings of the commits in PostgreSQL; the connection's own are in its connection string.</summary>
public sealed class PostgresOptions
{
    /// <summary>Commits, and messages, that may wait before callers wait for room; 16 to 1,000,000.</summary>
    public int MostWaiting { get; set; } = 10_000;

    /// <summary>Mailbox commits, or messages, in one transaction; 1 to 10,000.</summary>
    public int MostPerGroup { get; set; } = 500;

    /// <summary>Bytes of messages in one transaction, exceeded only by a single larger message; 64 KiB to 256 MiB.</summary>
    public long MostGroupBytes { get; set; } = 8 << 20;

    /// <summary>Transactions with accepted messages at the same time: one gathers while another is synced. 1 to 16.</summary>
    public int LandingCommitters { get; set; } = 2;

    /// <summary>How long the outcome of a commit whose answer was lost is looked for; 100 ms to 5 min.</summary>
    public TimeSpan LookupFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often streams are looked at for events of other processes; 10 ms to 5 min.</summary>
    public TimeSpan OutboxPoll { get; set; } = TimeSpan.FromSeconds(1);

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        StorageOptions.CheckRange("Postgres:MostWaiting", MostWaiting, 16, 1_000_000);
        StorageOptions.CheckRange("Postgres:MostPerGroup", MostPerGroup, 1, 10_000);
        StorageOptions.CheckRange("Postgres:MostGroupBytes", MostGroupBytes, 64 << 10, 256 << 20);
        StorageOptions.CheckRange("Postgres:LandingCommitters", LandingCommitters, 1, 16);
        StorageOptions.CheckRange("Postgres:LookupFor (ms)", (long)LookupFor.TotalMilliseconds, 100, 300_000);
        StorageOptions.CheckRange("Postgres:OutboxPoll (ms)", (long)OutboxPoll.TotalMilliseconds, 10, 300_000);
    }
}
