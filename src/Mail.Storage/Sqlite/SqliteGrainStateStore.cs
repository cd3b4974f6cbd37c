using Mail.Storage.GrainState;
using Mail.Storage.Sql;

namespace Mail.Storage.Sqlite;

/// <summary>Cold grain state. An ETag is an id made per write, so that a version never comes back after a clear.</summary>
internal sealed class SqliteGrainStateStore(SqliteDatabase database, FreshIds ids) : IGrainStateStore
{
    private const string Read = "SELECT data, etag FROM mail_state.grain_state WHERE state_name = $1 AND grain_id = $2";

    private const string Insert = """
        INSERT INTO mail_state.grain_state (state_name, grain_id, etag, data) VALUES ($1, $2, $3, $4)
        ON CONFLICT (state_name, grain_id) DO NOTHING RETURNING 1
        """;

    private const string Update = """
        UPDATE mail_state.grain_state SET etag = $3, data = $4 WHERE state_name = $1 AND grain_id = $2 AND etag = $5 RETURNING 1
        """;

    private const string Delete = "DELETE FROM mail_state.grain_state WHERE state_name = $1 AND grain_id = $2 AND etag = $3 RETURNING 1";

    public async ValueTask<GrainStateRow?> ReadAsync(string stateName, string grainId, CancellationToken cancellation)
    {
        GrainStateRow? found = null;
        await database.ReadAsync(
            [new SqlStatement(Read, stateName, grainId)],
            (_, row) => found = new GrainStateRow(row.Blob(0), row.Uuid(1).ToString("N")),
            cancellation).ConfigureAwait(false);
        return found;
    }

    public async ValueTask<string?> WriteAsync(string stateName, string grainId, ReadOnlyMemory<byte> data, string? etag, CancellationToken cancellation)
    {
        var expected = Guid.Empty;
        if (etag is not null && !Guid.TryParseExact(etag, "N", out expected))
        {
            return null;
        }

        var version = ids.Next();
        var statement = etag is null
            ? new SqlStatement(Insert, stateName, grainId, version, data)
            : new SqlStatement(Update, stateName, grainId, version, data, expected);
        var written = false;
        await database.WriteAsync([statement], _ => written = true, cancellation).ConfigureAwait(false);
        return written ? version.ToString("N") : null;
    }

    public async ValueTask<bool> ClearAsync(string stateName, string grainId, string? etag, CancellationToken cancellation)
    {
        if (etag is null)
        {
            return await ReadAsync(stateName, grainId, cancellation).ConfigureAwait(false) is null;
        }

        if (!Guid.TryParseExact(etag, "N", out var expected))
        {
            return false;
        }

        var removed = false;
        await database.WriteAsync([new SqlStatement(Delete, stateName, grainId, expected)], _ => removed = true, cancellation).ConfigureAwait(false);
        return removed;
    }
}
