using SQLitePCL;

namespace Mail.Storage.Sqlite;

/// <summary>A call into SQLite failed.</summary>
internal sealed class SqliteFailure(int code, int extended, string message) : Exception($"SQLite error {extended}: {message}")
{
    public int Code { get; } = code;

    public bool IsConstraint => Code == raw.SQLITE_CONSTRAINT;

    /// <summary>The statement was wrong, the database is fine: only its request fails.</summary>
    public bool IsOfStatement => Code is raw.SQLITE_CONSTRAINT or raw.SQLITE_ERROR or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_RANGE;

    /// <summary>The failure as the ports' docs promise it.</summary>
    public Exception ToPortException() => Code switch
    {
        raw.SQLITE_FULL => new StoreFullException("The disk or the size limit of mail.db is full. Make room; nothing was kept of this change.", this),
        _ when IsOfStatement => new InvalidOperationException(Message, this),
        _ => new StoreUnavailableException($"mail.db does not work: {Message}", this),
    };
}
