using System.Collections.Immutable;
using Mail.Storage.GrainState;
using Mail.Storage.Sql;

namespace Mail.Storage.Sqlite;

/// <summary>Reminders.</summary>
internal sealed class SqliteReminderStore(SqliteDatabase database, FreshIds ids) : IReminderStore
{
    private const string Select = "SELECT grain_id, name, start_ticks, period_ticks, hash, etag FROM mail_state.reminders";
    private const string Find = $"{Select} WHERE grain_id = $1 AND name = $2";
    private const string OfGrain = $"{Select} WHERE grain_id = $1 ORDER BY name";
    private const string Inside = $"{Select} WHERE hash > $1 AND hash <= $2 ORDER BY hash, grain_id, name";
    private const string Around = $"{Select} WHERE hash > $1 OR hash <= $2 ORDER BY hash, grain_id, name";

    private const string Upsert = """
        INSERT INTO mail_state.reminders (grain_id, name, start_ticks, period_ticks, hash, etag) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (grain_id, name) DO UPDATE SET start_ticks = excluded.start_ticks, period_ticks = excluded.period_ticks,
            hash = excluded.hash, etag = excluded.etag
        """;

    private const string Delete = "DELETE FROM mail_state.reminders WHERE grain_id = $1 AND name = $2 AND etag = $3 RETURNING 1";

    public async ValueTask<ReminderRow?> FindAsync(string grainId, string name, CancellationToken cancellation) =>
        (await QueryAsync(new SqlStatement(Find, grainId, name), cancellation).ConfigureAwait(false)).FirstOrDefault();

    public ValueTask<ImmutableArray<ReminderRow>> ReadOfGrainAsync(string grainId, CancellationToken cancellation) =>
        QueryAsync(new SqlStatement(OfGrain, grainId), cancellation);

    public ValueTask<ImmutableArray<ReminderRow>> ReadRangeAsync(uint first, uint last, CancellationToken cancellation) =>
        QueryAsync(new SqlStatement(first < last ? Inside : Around, first, last), cancellation);

    public async ValueTask<string> UpsertAsync(ReminderRow row, CancellationToken cancellation)
    {
        var version = ids.Next();
        var upsert = new SqlStatement(Upsert, row.GrainId, row.Name, row.StartAt.UtcTicks, row.Period.Ticks, row.Hash, version);
        await database.WriteAsync([upsert], null, cancellation).ConfigureAwait(false);
        return version.ToString("N");
    }

    public async ValueTask<bool> RemoveAsync(string grainId, string name, string etag, CancellationToken cancellation)
    {
        if (!Guid.TryParseExact(etag, "N", out var expected))
        {
            return false;
        }

        var removed = false;
        await database.WriteAsync([new SqlStatement(Delete, grainId, name, expected)], _ => removed = true, cancellation).ConfigureAwait(false);
        return removed;
    }

    private async ValueTask<ImmutableArray<ReminderRow>> QueryAsync(SqlStatement query, CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<ReminderRow>();
        await database.ReadAsync([query], (_, row) => rows.Add(Reminder(row)), cancellation).ConfigureAwait(false);
        return rows.DrainToImmutable();
    }

    private static ReminderRow Reminder(ISqlRow row) => new(
        row.Text(0),
        row.Text(1),
        new DateTimeOffset(row.Number(2), TimeSpan.Zero),
        new TimeSpan(row.Number(3)),
        (uint)row.Number(4),
        row.Uuid(5).ToString("N"));
}
