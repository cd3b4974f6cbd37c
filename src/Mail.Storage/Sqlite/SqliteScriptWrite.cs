using Mail.Storage.Sql;

namespace Mail.Storage.Sqlite;

/// <summary>Statements of the cold ports.</summary>
internal sealed class SqliteScriptWrite(SqlStatement[] statements, Action<ISqlRow>? onRow) : SqliteWrite
{
    public override void Apply(SqliteConnection connection) => connection.Run(statements, onRow is null ? null : (_, row) => onRow(row));
}
