namespace Orleans.Configuration;

/// <summary>Reminders.</summary>
public sealed class ReminderOptions
{
    /// <summary>The shortest period a reminder may have. 1 min.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the table is read again. 5 min.</summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time the table has to answer when the silo starts. 5 min.</summary>
    public TimeSpan InitializationTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
