using Mail.Storage.Schema;
using Mail.Storage.Sql;
using Npgsql;

namespace Mail.Storage.Postgres;

/// <summary>Applies missing steps of the schema in one transaction; processes that start together wait for each other.</summary>
internal static class PostgresMigrator
{
    // Any number that nothing else locks: "mail".
    private const long LockKey = 0x6D61696C;

    public static async ValueTask ApplyAsync(NpgsqlDataSource source, TimeProvider time, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await ExecuteAsync(connection, $"SET LOCAL lock_timeout = '60s'; SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock({LockKey})", cancellation).ConfigureAwait(false);
        var version = await VersionAsync(connection, cancellation).ConfigureAwait(false);
        foreach (var step in Migrations.After(version))
        {
            await ExecuteAsync(connection, SqlDialect.ToPostgres(step.Shared) + step.Postgres, cancellation).ConfigureAwait(false);
            await using var add = new NpgsqlCommand(SchemaVersion.Add, connection);
            add.Parameters.Add(new NpgsqlParameter<long> { TypedValue = step.Version });
            add.Parameters.Add(new NpgsqlParameter<string> { TypedValue = step.Name });
            add.Parameters.Add(new NpgsqlParameter<long> { TypedValue = time.GetUtcNow().ToUnixTimeSeconds() });
            await add.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    private static async ValueTask<long> VersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // Looked for first: a user without the right to create schemas can still start on a store that has them.
        await using var find = new NpgsqlCommand("SELECT to_regclass('mail_state.schema_version') IS NOT NULL", connection);
        if (await find.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not true)
        {
            await ExecuteAsync(connection, "CREATE SCHEMA mail_state; CREATE SCHEMA queue; CREATE SCHEMA audit", cancellation).ConfigureAwait(false);
            await ExecuteAsync(connection, SqlDialect.ToPostgres(SchemaVersion.Create), cancellation).ConfigureAwait(false);
        }

        await using var read = new NpgsqlCommand(SchemaVersion.Read, connection);
        return (long)(await read.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    private static async ValueTask ExecuteAsync(NpgsqlConnection connection, string script, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(script, connection);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
