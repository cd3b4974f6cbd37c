using Mail.Storage.Schema;
using Mail.Storage.Sql;

namespace Mail.Storage.Sqlite;

/// <summary>Applies missing steps of the schema, each with its row in <c>schema_version</c>, in one transaction.</summary>
internal static class SqliteMigrator
{
    public static void Apply(SqliteConnection connection, TimeProvider time)
    {
        connection.Execute("BEGIN EXCLUSIVE");
        try
        {
            connection.Execute(SqlDialect.ToSqlite(SchemaVersion.Create));
            var version = 0L;
            connection.Run([new SqlStatement(SchemaVersion.Read)], (_, row) => version = row.Number(0));
            foreach (var step in Migrations.After(version))
            {
                connection.Execute(SqlDialect.ToSqlite(step.Shared) + ";" + step.Sqlite);
                connection.Run([new SqlStatement(SchemaVersion.Add, step.Version, step.Name, time.GetUtcNow().ToUnixTimeSeconds())], null);
            }

            connection.Execute("COMMIT");
        }
        catch
        {
            if (connection.InTransaction)
            {
                connection.Execute("ROLLBACK");
            }

            throw;
        }
    }
}
