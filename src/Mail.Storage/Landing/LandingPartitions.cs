using System.Globalization;
using Npgsql;

namespace Mail.Storage.Landing;

/// <summary>
/// Partitions of the landing table, one per hour: made on demand with the next hour's, attached without stopping those who write to others.
/// </summary>
internal sealed class LandingPartitions(NpgsqlDataSource source)
{
    private const long LockKey = 0x6C616E64;

    private long _highest = -1;
    private long _lowest = -1;

    /// <summary>Returns at once unless the hour is new to this process. Used by one at a time.</summary>
    public async ValueTask EnsureAsync(long hour)
    {
        if (hour >= _lowest && hour < _highest)
        {
            return;
        }

        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({LockKey})")).ConfigureAwait(false);
        await CreateAsync(connection, hour).ConfigureAwait(false);
        await CreateAsync(connection, hour + 1).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        (_lowest, _highest) = (hour, hour + 1);
    }

    private static async ValueTask CreateAsync(NpgsqlConnection connection, long hour)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"mail_state.landing_{hour}");
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
