using System.Globalization;
using Mail.Storage.Schema;
using Mail.Storage.Sql;
using Mail.Storage.Sqlite;
using Npgsql;

namespace Mail.Storage;

/// <summary>A look at a store that changes nothing, for a server that does not run.</summary>
public static class StoreInspection
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(2);

    /// <summary>The version of the schema that this program writes.</summary>
    public static long NewestVersion => Migrations.Newest;

    /// <summary>The oldest version that this program brings to its own.</summary>
    public static long OldestVersion => Migrations.Oldest;

    /// <summary>The process that has a data folder open; 0: it is not known which; null: none.</summary>
    public static int? HolderOf(string dataFolder) => DataFolderLock.HolderOf(dataFolder);

    /// <summary>Which half of a data folder is missing, or belongs to another, and the remedy; null: all is there, or nothing yet.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read.</exception>
    public static string? FaultOfFolder(string dataFolder)
    {
        var missing = StoreParts.MissingIn(dataFolder);
        if (missing is not null || !File.Exists(StoreParts.DatabaseOf(dataFolder)))
        {
            return missing;
        }

        try
        {
            using var connection = SqliteConnection.Open(StoreParts.DatabaseOf(dataFolder), readOnly: true, BusyTimeout);
            return StoreParts.MismatchOf(dataFolder, connection);
        }
        catch (SqliteFailure failure)
        {
            throw new StoreUnavailableException(failure.Message, failure);
        }
    }

    /// <summary>Looks at <c>mail.db</c> of a data folder.</summary>
    /// <returns>Its schema version, and what SQLite's quick check found, one line each; none: it is sound.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be read.</exception>
    public static (long Version, IReadOnlyList<string> Damage) OfDatabaseFile(string path)
    {
        try
        {
            using var connection = SqliteConnection.Open(path, readOnly: true, BusyTimeout);
            var (version, damage) = (0L, new List<string>());
            connection.Run([new SqlStatement(SchemaVersion.Read), new SqlStatement("PRAGMA quick_check(10)")], (statement, row) =>
            {
                if (statement == 0)
                {
                    version = row.Number(0);
                }
                else if (row.Text(0) is not "ok" and var line)
                {
                    damage.Add(line);
                }
            });
            return (version, damage);
        }
        catch (SqliteFailure failure)
        {
            throw new StoreUnavailableException(failure.Message, failure);
        }
    }

    /// <summary>Connects to a PostgreSQL store.</summary>
    /// <returns>The server's version, and that of the schema; 0: there is none yet.</returns>
    /// <exception cref="StoreUnavailableException">It does not answer, or refuses.</exception>
    public static async Task<(string Server, long Version)> OfPostgresAsync(string connectionString, CancellationToken cancellation)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using var find = new NpgsqlCommand("SELECT to_regclass('mail_state.schema_version') IS NOT NULL", connection);
            if (await find.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not true)
            {
                return (connection.ServerVersion, 0);
            }

            await using var read = new NpgsqlCommand(SchemaVersion.Read, connection);
            return (connection.ServerVersion, Convert.ToInt64(await read.ExecuteScalarAsync(cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture));
        }
        catch (Exception failure) when (failure is NpgsqlException or ArgumentException or FormatException or TimeoutException)
        {
            throw new StoreUnavailableException(failure.Message, failure);
        }
    }
}
