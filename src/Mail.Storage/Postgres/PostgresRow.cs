using Mail.Storage.Sql;
using Npgsql;

namespace Mail.Storage.Postgres;

/// <summary>The reader's current row.</summary>
internal sealed class PostgresRow(NpgsqlDataReader reader) : ISqlRow
{
    public bool IsNull(int column) => reader.IsDBNull(column);

    public long Number(int column) => reader.GetInt64(column);

    public string Text(int column) => reader.GetString(column);

    public byte[] Blob(int column) => reader.GetFieldValue<byte[]>(column);

    public Guid Uuid(int column) => reader.GetGuid(column);
}
