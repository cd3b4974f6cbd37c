namespace Mail.Storage.Schema;

/// <summary>Reminders. Hashes are signed here: a ring cut at another place, which Orleans takes into account when it chooses a range's query.</summary>
internal static class OrleansReminderQueries
{
    public static IReadOnlyList<(string Key, string Text)> All { get; } =
    [
        ("UpsertReminderRowKey", Upsert),
        ("ReadReminderRowsKey", $"{Read} AND grain_id = @GrainId"),
        ("ReadReminderRowKey", $"{Read} AND {OneReminder}"),
        ("ReadRangeRows1Key", $"{Read} AND grain_hash > @BeginHash AND grain_hash <= @EndHash"),
        ("ReadRangeRows2Key", $"{Read} AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)"),
        ("DeleteReminderRowKey", Delete),
        ("DeleteReminderRowsKey", "DELETE FROM orleans.reminders WHERE service_id = @ServiceId"),
    ];

    private const string OneReminder = "grain_id = @GrainId AND name = @ReminderName";

    private const string Read = """
        SELECT grain_id AS GrainId, name AS ReminderName, start_time AS StartTime, period AS Period, version AS Version
        FROM orleans.reminders WHERE service_id = @ServiceId
        """;

    private const string Upsert = """
        INSERT INTO orleans.reminders (service_id, grain_id, name, start_time, period, grain_hash)
        VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash)
        ON CONFLICT (service_id, grain_id, name) DO UPDATE SET start_time = excluded.start_time, period = excluded.period,
            grain_hash = excluded.grain_hash, version = excluded.version
        RETURNING version AS Version
        """;

    private const string Delete = $"""
        WITH gone AS (DELETE FROM orleans.reminders WHERE service_id = @ServiceId AND {OneReminder} AND version = @Version RETURNING 1)
        SELECT count(*)::integer FROM gone
        """;
}
