using Mail.Storage.Sql;
using SQLitePCL;

namespace Mail.Storage.Sqlite;

/// <summary>One connection and its prepared statements; used by one thread at a time.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    static SqliteConnection() => Batteries_V2.Init();

    private SqliteConnection(sqlite3 handle) => _handle = handle;

    /// <summary>True between BEGIN and its end; some failures end a transaction by themselves.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <exception cref="SqliteFailure">It cannot be opened.</exception>
    public static SqliteConnection Open(string path, bool readOnly, TimeSpan busyTimeout)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        if (code != raw.SQLITE_OK)
        {
            var message = handle is null ? "out of memory" : raw.sqlite3_errmsg(handle).utf8_to_string();
            handle?.Dispose();
            throw new SqliteFailure(code & 0xFF, code, $"{path}: {message}");
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds);
        return new SqliteConnection(handle);
    }

    /// <summary>The statement for a text in the shared dialect, prepared at its first use.</summary>
    public SqliteStatement Prepare(string shared)
    {
        if (_statements.TryGetValue(shared, out var known))
        {
            return known;
        }

        var code = raw.sqlite3_prepare_v3(_handle, SqlDialect.ToSqlite(shared), raw.SQLITE_PREPARE_PERSISTENT, out var handle);
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteFailure(code & 0xFF, raw.sqlite3_extended_errcode(_handle), $"{raw.sqlite3_errmsg(_handle).utf8_to_string()} in {shared}");
        }

        return _statements[shared] = new SqliteStatement(_handle, handle);
    }

    /// <summary>Runs a script of SQLite's own dialect.</summary>
    public void Execute(string script)
    {
        var code = raw.sqlite3_exec(_handle, script, out var message);
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteFailure(code & 0xFF, raw.sqlite3_extended_errcode(_handle), message ?? "");
        }
    }

    public void Run(SqlStatement[] statements, Action<int, ISqlRow>? onRow)
    {
        for (var i = 0; i < statements.Length; i++)
        {
            var statement = Prepare(statements[i].Text);
            statement.Bind(statements[i].Values);
            try
            {
                while (statement.Step())
                {
                    onRow?.Invoke(i, statement);
                }
            }
            catch
            {
                statement.Reset();
                throw;
            }
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        raw.sqlite3_close_v2(_handle);
    }
}
