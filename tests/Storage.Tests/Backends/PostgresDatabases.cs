using System.Collections.Concurrent;
using Mail.Conformance.Postgres;
using Npgsql;

namespace Mail.Storage.Tests.Backends;

/// <summary>Databases of the test server, emptied and used again: making one costs more than most tests.</summary>
internal static class PostgresDatabases
{
    private const string Empty = """
        DO $$
        DECLARE name text;
        BEGIN
            FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                WHERE schemaname IN ('mail_state', 'queue', 'audit') AND tablename <> 'schema_version'
            LOOP
                EXECUTE 'DELETE FROM ' || name;
            END LOOP;
        END $$
        """;

    private static readonly ConcurrentBag<string> Free = [];

    public static async Task<string> TakeAsync() =>
        Free.TryTake(out var free) ? free : await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    public static async Task ReturnAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(Empty);
        await command.ExecuteNonQueryAsync();
        Free.Add(connectionString);
    }
}
