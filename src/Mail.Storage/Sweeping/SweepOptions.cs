namespace Mail.Storage.Sweeping;

/// <summary>When what nobody needs any more is deleted.</summary>
public sealed class SweepOptions
{
    /// <summary>How often segments or partitions to which nothing points any more are looked for; 1 s to 1 day.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long nothing must have pointed at one before it is deleted; 0 to 30 days.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromHours(6);

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        StorageOptions.CheckRange("Sweep:Every (s)", (long)Every.TotalSeconds, 1, 86_400);
        StorageOptions.CheckRange("Sweep:Grace (s)", (long)Grace.TotalSeconds, 0, 30 * 86_400);
    }
}
