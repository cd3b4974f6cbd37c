using System.Globalization;
using Mail.Storage.GrainState;
using Orleans;
using Orleans.Runtime;

namespace Mail.Silo.Cluster;

/// <summary>Reminders in the relational store.</summary>
internal sealed class RelationalReminderTable(IReminderStore store) : IReminderTable
{
    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        new(from row in await store.ReadOfGrainAsync(grainId.ToString(), CancellationToken.None) select Entry(row));

    public async Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        new(from row in await store.ReadRangeAsync(begin, end, CancellationToken.None) select Entry(row));

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        await store.FindAsync(grainId.ToString(), reminderName, CancellationToken.None) is { } row ? Entry(row) : null;

    public async Task<string?> UpsertRow(ReminderEntry entry) => await store.UpsertAsync(
        new ReminderRow(
            entry.GrainId.ToString(),
            entry.ReminderName,
            new DateTimeOffset(DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc)),
            entry.Period,
            entry.GrainId.GetUniformHashCode(),
            entry.ETag ?? ""),
        CancellationToken.None);

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        await store.RemoveAsync(grainId.ToString(), reminderName, eTag, CancellationToken.None);

    public async Task TestOnlyClearTable()
    {
        foreach (var row in await store.ReadRangeAsync(0, 0, CancellationToken.None))
        {
            await store.RemoveAsync(row.GrainId, row.Name, row.ETag, CancellationToken.None);
        }
    }

    private static ReminderEntry Entry(ReminderRow row) => new()
    {
        GrainId = GrainId.Parse(row.GrainId, CultureInfo.InvariantCulture),
        ReminderName = row.Name,
        StartAt = row.StartAt.UtcDateTime,
        Period = row.Period,
        ETag = row.ETag,
    };
}
