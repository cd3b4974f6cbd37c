using Orleans.Runtime;

namespace Orleans;

/// <summary>A row of the reminder table.</summary>
public class ReminderEntry
{
    public GrainId GrainId { get; set; }

    public string ReminderName { get; set; } = "";

    /// <summary>First tick, UTC.</summary>
    public DateTime StartAt { get; set; }

    public TimeSpan Period { get; set; }

    public string ETag { get; set; } = "";
}

/// <summary>Rows of the reminder table.</summary>
public class ReminderTableData
{
    public ReminderTableData()
    {
    }

    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = new List<ReminderEntry>(list);

    public IList<ReminderEntry> Reminders { get; } = [];
}
