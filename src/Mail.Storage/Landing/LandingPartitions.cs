using System.Globalization;
using Mail.Storage.Sweeping;
using Npgsql;

namespace Mail.Storage.Landing;

/// <summary>
/// Partitions of the landing table, one per hour: made on demand with the next hour's, attached without stopping those who write to others,
/// dropped when nobody needs their messages any more.
/// </summary>
internal sealed class LandingPartitions(NpgsqlDataSource source, TimeProvider time) : IBlobContainers
{
    private const long LockKey = 0x6C616E64;

    /// <summary>Behind these the clocks of other processes do not lie.</summary>
    private const int HoursInUse = 2;

    private const string Settled = """
        SELECT substring(c.relname FROM 9)::bigint FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'mail_state.landing'::regclass AND substring(c.relname FROM 9)::bigint NOT IN (SELECT hour FROM queue.ingest)
        """;

    // A reader of long breath makes this wait, and everybody else behind it: then rather at the next look.
    private const string Drop = "SET LOCAL lock_timeout = '1s'; DROP TABLE mail_state.landing_{0}";

    private long _highest = -1;
    private long _lowest = -1;

    public string Noun => "Landing partition";

    private long Hour => time.GetUtcNow().ToUnixTimeSeconds() / 3_600;

    public async ValueTask<IReadOnlyList<long>> FindSettledAsync(CancellationToken cancellation)
    {
        var before = Hour - HoursInUse;
        var settled = new List<long>();
        await using var command = source.CreateCommand(Settled);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            if (reader.GetInt64(0) is var hour && hour < before)
            {
                settled.Add(hour);
            }
        }

        return settled;
    }

    public async ValueTask<long> DeleteAsync(long container, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await LockAsync(connection).ConfigureAwait(false);
        await using var measure = new NpgsqlCommand("SELECT coalesce(pg_total_relation_size(to_regclass($1)), -1)", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = NameOf(container) } },
        };
        var bytes = (long)(await measure.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
        if (bytes < 0)
        {
            // Another process has dropped it.
            return 0;
        }

        await ExecuteAsync(connection, string.Format(CultureInfo.InvariantCulture, Drop, container)).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return bytes;
    }

    /// <summary>Returns at once unless the hour is new to this process. Used by one at a time.</summary>
    public async ValueTask EnsureAsync(long hour)
    {
        if (hour >= _lowest && hour < _highest)
        {
            return;
        }

        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await LockAsync(connection).ConfigureAwait(false);
        await CreateAsync(connection, hour).ConfigureAwait(false);
        await CreateAsync(connection, hour + 1).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        (_lowest, _highest) = (hour, hour + 1);
    }

    private static string NameOf(long hour) => string.Create(CultureInfo.InvariantCulture, $"mail_state.landing_{hour}");

    private static ValueTask LockAsync(NpgsqlConnection connection) =>
        ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({LockKey})"));

    private static async ValueTask CreateAsync(NpgsqlConnection connection, long hour)
    {
        var name = NameOf(hour);
        await using var find = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL", connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = name } } };
        if (await find.ExecuteScalarAsync().ConfigureAwait(false) is true)
        {
            return;
        }

        await ExecuteAsync(connection, string.Create(
            CultureInfo.InvariantCulture,
            $"CREATE TABLE {name} (LIKE mail_state.landing INCLUDING ALL); ALTER TABLE mail_state.landing ATTACH PARTITION {name} FOR VALUES IN ({hour})")).ConfigureAwait(false);
    }

    private static async ValueTask ExecuteAsync(NpgsqlConnection connection, string script)
    {
        await using var command = new NpgsqlCommand(script, connection);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
