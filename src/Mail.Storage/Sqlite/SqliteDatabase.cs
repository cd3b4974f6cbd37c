using System.Collections.Concurrent;
using System.Globalization;
using Mail.Storage.Relational;
using Mail.Storage.Schema;
using Mail.Storage.Sql;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail.Storage.Sqlite;

/// <summary>The embedded database: one file, one writer, a few readers on snapshots that never wait for it.</summary>
internal sealed partial class SqliteDatabase : ISqlDatabase, IStoreHealth, IAsyncDisposable
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(10);

    private readonly SqliteConnection _connection;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly SemaphoreSlim _freeReaders;
    private readonly int _readerCount;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    private SqliteDatabase(SqliteConnection connection, string path, SqliteOptions options, TimeProvider time, ILogger logger)
    {
        _connection = connection;
        (_time, _logger) = (time, logger);
        _writer = new SqliteWriter(connection, options, time);
        _readerCount = options.Readers;
        for (var i = 0; i < _readerCount; i++)
        {
            var reader = SqliteConnection.Open(path, readOnly: true, BusyTimeout);
            reader.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = -{options.CacheMiB * 256}; PRAGMA query_only = 1"));
            _readers.Add(reader);
        }

        _freeReaders = new SemaphoreSlim(_readerCount);
    }

    public string Name => "sqlite";

    /// <summary>Opens or creates the file and brings its schema up to date.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">For what nobody waits for.</param>
    /// <param name="check">Looks at the database before it is used; may refuse it.</param>
    public static SqliteDatabase Open(string path, SqliteOptions options, TimeProvider time, ILogger? logger = null, Action<SqliteConnection>? check = null)
    {
        options.Validate();
        try
        {
            var connection = SqliteConnection.Open(path, readOnly: false, BusyTimeout);
            try
            {
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"""
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = 0; PRAGMA temp_store = MEMORY;
                    PRAGMA cache_size = -{options.CacheMiB * 1024}; PRAGMA wal_autocheckpoint = {options.CheckpointPages};
                    PRAGMA journal_size_limit = 67108864
                    """));
                SqliteMigrator.Apply(connection, time);
                check?.Invoke(connection);
                connection.Execute(SqlDialect.ToSqlite(OutboundQueue.EndAllClaims));
                return new SqliteDatabase(connection, path, options, time, logger ?? NullLogger.Instance);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteFailure failure)
        {
            throw failure.ToPortException();
        }
    }

    public ValueTask WriteAsync(SqlStatement[] statements, Action<ISqlRow>? onRow, CancellationToken cancellation) =>
        _writer.RunAsync(new SqliteScriptWrite(statements, onRow), cancellation);

    public ValueTask WriteAsync(SqliteWrite write, CancellationToken cancellation) => _writer.RunAsync(write, cancellation);

    public async ValueTask ReadAsync(SqlStatement[] statements, Action<int, ISqlRow> onRow, CancellationToken cancellation)
    {
        await _freeReaders.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // A read may wait for the disk: never on the caller's thread, which can be a grain's turn.
            await Task.Run(() => Read(statements, onRow), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _freeReaders.Release();
        }
    }

    public ValueTask CheckAsync(CancellationToken cancellation) => WriteAsync(
        [new SqlStatement(Health.Touch, _time.GetUtcNow().ToUnixTimeSeconds())], null, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        for (var i = 0; i < _readerCount; i++)
        {
            await _freeReaders.WaitAsync().ConfigureAwait(false);
        }

        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        // Late readers find the bag empty and are told so.
        _freeReaders.Release(_readerCount);
        Checkpoint();
        _connection.Dispose();
    }

    private void Checkpoint()
    {
        try
        {
            _connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteFailure failure)
        {
            // Nothing is lost: what was committed is in the write-ahead log.
            LogNoCheckpoint(_logger, failure.Message);
        }
    }

    private void Read(SqlStatement[] statements, Action<int, ISqlRow> onRow)
    {
        if (!_readers.TryTake(out var reader))
        {
            throw new StoreUnavailableException("mail.db is closed.");
        }

        try
        {
            if (statements.Length > 1)
            {
                reader.Prepare("BEGIN").Run();
            }

            reader.Run(statements, onRow);
        }
        catch (SqliteFailure failure)
        {
            throw failure.ToPortException();
        }
        finally
        {
            if (reader.InTransaction)
            {
                reader.Prepare("ROLLBACK").Run();
            }

            _readers.Add(reader);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "mail.db was closed without merging mail.db-wal, which the next start does; keep both files. {Reason}")]
    private static partial void LogNoCheckpoint(ILogger logger, string reason);
}
