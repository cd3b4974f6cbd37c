using Mail.Storage.Schema;
using Mail.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Mail.Storage.Postgres;

/// <summary>Statements of the ports on PostgreSQL: one pipelined batch each, which is one transaction and one round trip.</summary>
internal sealed class PostgresDatabase : ISqlDatabase, IStoreHealth, IAsyncDisposable
{
    /// <summary>
    /// Statements that follow a lock must see what was committed before it was given, so each has a snapshot of its own. A client that stops inside
    /// a transaction must not stop the others; a lock that is not given soon never will be.
    /// </summary>
    public const string SessionOptions = "-c default_transaction_isolation=read\\ committed -c idle_in_transaction_session_timeout=2000 -c lock_timeout=5000 -c statement_timeout=30000";

    private readonly TimeProvider _time;

    private PostgresDatabase(NpgsqlDataSource source, TimeProvider time)
    {
        Source = source;
        _time = time;
    }

    public string Name => "postgresql";

    public NpgsqlDataSource Source { get; }

    /// <summary>Connects and brings the schema up to date.</summary>
    public static async ValueTask<PostgresDatabase> OpenAsync(string connectionString, TimeProvider time, CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options = string.IsNullOrEmpty(settings.Options) ? SessionOptions : settings.Options;
        settings.MaxAutoPrepare = settings.MaxAutoPrepare == 0 ? 200 : settings.MaxAutoPrepare;
        settings.AutoPrepareMinUsages = 2;
        settings.IncludeErrorDetail = false;

        // No session state is ever left behind, so the reset of each return to the pool is work for nothing.
        settings.NoResetOnClose = true;
        var source = NpgsqlDataSource.Create(settings);
        try
        {
            await PostgresMigrator.ApplyAsync(source, time, cancellation).ConfigureAwait(false);
            return new PostgresDatabase(source, time);
        }
        catch (Exception failure) when (PostgresFailures.IsOfStore(failure))
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw PostgresFailures.ToPortException(failure);
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask ReadAsync(SqlStatement[] statements, Action<int, ISqlRow> onRow, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using var batch = Batch(connection, statements);
            if (statements.Length > 1)
            {
                batch.BatchCommands.Insert(0, new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
                batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
            }

            await RunAsync(batch, onRow, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (PostgresFailures.IsOfStore(failure))
        {
            throw PostgresFailures.ToPortException(failure);
        }
    }

    public async ValueTask WriteAsync(SqlStatement[] statements, Action<ISqlRow>? onRow, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using var batch = Batch(connection, statements);
            await RunAsync(batch, (_, row) => onRow?.Invoke(row), cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (PostgresFailures.IsOfStore(failure))
        {
            throw PostgresFailures.ToPortException(failure);
        }
    }

    public ValueTask CheckAsync(CancellationToken cancellation) =>
        WriteAsync([new SqlStatement(Health.Touch, _time.GetUtcNow().ToUnixTimeSeconds())], null, cancellation);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private static async ValueTask RunAsync(NpgsqlBatch batch, Action<int, ISqlRow> onRow, CancellationToken cancellation)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var row = new PostgresRow(reader);
        var result = 0;
        do
        {
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                onRow(result, row);
            }

            // Statements without rows are passed over by the driver; all queries of a read have a result, so the index is the statement's.
            result++;
        }
        while (await reader.NextResultAsync(cancellation).ConfigureAwait(false));
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, SqlStatement[] statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Text);
            foreach (var value in statement.Values)
            {
                command.Parameters.Add(Parameter(value));
            }

            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static NpgsqlParameter Parameter(SqlValue value) => value.Kind switch
    {
        SqlKind.Number => new NpgsqlParameter<long> { TypedValue = value.Number },
        SqlKind.Text => new NpgsqlParameter { Value = value.IsNull ? DBNull.Value : value.Text, NpgsqlDbType = NpgsqlDbType.Text },
        SqlKind.Blob => new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = value.Bytes, NpgsqlDbType = NpgsqlDbType.Bytea },
        _ => new NpgsqlParameter { Value = value.IsNull ? DBNull.Value : value.Uuid, NpgsqlDbType = NpgsqlDbType.Uuid },
    };
}
