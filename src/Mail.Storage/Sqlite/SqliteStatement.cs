using System.Buffers;
using System.Text;
using Mail.Storage.Sql;
using SQLitePCL;

namespace Mail.Storage.Sqlite;

/// <summary>A prepared statement of one connection; used by one thread at a time, prepared once.</summary>
internal sealed class SqliteStatement(sqlite3 connection, sqlite3_stmt statement) : ISqlRow, IDisposable
{
    public SqliteStatement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string? value)
    {
        if (value is null)
        {
            Check(raw.sqlite3_bind_null(statement, index));
            return this;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > 512 ? ArrayPool<byte>.Shared.Rent(most) : null;
        var buffer = rented ?? stackalloc byte[512];
        var length = Encoding.UTF8.GetBytes(value, buffer);

        // A null pointer would bind NULL, so an empty text keeps a byte to point at.
        Check(length == 0 ? raw.sqlite3_bind_text(statement, index, "") : raw.sqlite3_bind_text(statement, index, buffer[..length]));
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, index, 0) : raw.sqlite3_bind_blob(statement, index, value));
        return this;
    }

    /// <summary>Big-endian, so that time-ordered ids sort as bytes.</summary>
    public SqliteStatement Bind(int index, Guid? value)
    {
        if (value is not { } id)
        {
            Check(raw.sqlite3_bind_null(statement, index));
            return this;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(index, bytes);
    }

    public void Bind(SqlValue[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            ref readonly var value = ref values[i];
            _ = value.Kind switch
            {
                SqlKind.Number => Bind(i + 1, value.Number),
                SqlKind.Text => Bind(i + 1, value.IsNull ? null : value.Text),
                SqlKind.Blob => Bind(i + 1, value.Bytes.Span),
                _ => Bind(i + 1, value.IsNull ? null : value.Uuid),
            };
        }
    }

    /// <summary>Runs to the next row.</summary>
    /// <returns>False at the end; the statement is then reset.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code == raw.SQLITE_DONE)
        {
            Reset();
            return false;
        }

        var failure = Failure(code);
        Reset();
        throw failure;
    }

    /// <summary>Runs a statement that returns no row.</summary>
    /// <returns>Rows changed.</returns>
    public int Run()
    {
        while (Step())
        {
        }

        return raw.sqlite3_changes(connection);
    }

    public void Reset() => raw.sqlite3_reset(statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    public byte[] Blob(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public Guid Uuid(int column) => new(raw.sqlite3_column_blob(statement, column), bigEndian: true);

    public void Dispose() => raw.sqlite3_finalize(statement);

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code);
        }
    }

    private SqliteFailure Failure(int code) =>
        new(code & 0xFF, raw.sqlite3_extended_errcode(connection), raw.sqlite3_errmsg(connection).utf8_to_string());
}
