using Orleans.Runtime;

namespace Orleans;

/// <summary>Where reminders are kept. Rows are found by grain and by the range of the grain's uniform hash.</summary>
public interface IReminderTable
{
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>Rows whose grain's hash lies in (begin, end]; where begin is not below end the range wraps around, and equal ends mean all.</summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Writes a row whatever its ETag and returns the new one.</summary>
    Task<string> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a row if its ETag still is <paramref name="eTag"/>.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    Task TestOnlyClearTable();
}
