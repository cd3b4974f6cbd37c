using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Registers reminders of grains.</summary>
public interface IReminderRegistry
{
    /// <summary>Registers a reminder or changes one; the period is at least one minute unless configured otherwise.</summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    /// <summary>The reminder of that name, or null.</summary>
    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
}
