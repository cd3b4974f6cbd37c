using System.Collections.Concurrent;
using System.Globalization;
using Orleans;
using Orleans.Runtime;

namespace Mail.Engine.Reminders;

/// <summary>Reminders in this process; they end with it.</summary>
internal sealed class InMemoryReminderTable : IReminderTable
{
    private readonly ConcurrentDictionary<(GrainId, string), ReminderEntry> _rows = new();
    private long _version;

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Rows(r => r.GrainId == grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Rows(r => IsWithin(r.GrainId.GetUniformHashCode(), begin, end));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        Task.FromResult(_rows.TryGetValue((grainId, reminderName), out var row) ? Copy(row) : null);

    public Task<string> UpsertRow(ReminderEntry entry)
    {
        var row = Copy(entry);
        row.ETag = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        _rows[(row.GrainId, row.ReminderName)] = row;
        return Task.FromResult(row.ETag);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => Task.FromResult(
        _rows.TryGetValue((grainId, reminderName), out var row) && row.ETag == eTag &&
        _rows.TryRemove(KeyValuePair.Create((grainId, reminderName), row)));

    public Task TestOnlyClearTable()
    {
        _rows.Clear();
        return Task.CompletedTask;
    }

    private static bool IsWithin(uint hash, uint begin, uint end) => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    private static ReminderEntry Copy(ReminderEntry row) =>
        new() { GrainId = row.GrainId, ReminderName = row.ReminderName, StartAt = row.StartAt, Period = row.Period, ETag = row.ETag };

    private Task<ReminderTableData> Rows(Func<ReminderEntry, bool> wanted) => Task.FromResult(new ReminderTableData(_rows.Values.Where(wanted).Select(Copy)));
}
