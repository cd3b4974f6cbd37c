using System.Threading.Channels;

namespace Mail.Storage.Sqlite;

/// <summary>
/// The one thread that writes. It takes whatever waits and commits it as one transaction, back to back and without lingering: while one
/// group is synced, the next gathers. Each change has a savepoint, so that a wrong one leaves its neighbours alone.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Channel<SqliteWrite> _waiting;
    private readonly TimeProvider _time;
    private readonly int _mostPerGroup;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteWriter(SqliteConnection connection, SqliteOptions options, TimeProvider time)
    {
        _connection = connection;
        _time = time;
        _mostPerGroup = options.MostPerGroup;
        _waiting = Channel.CreateBounded<SqliteWrite>(new BoundedChannelOptions(options.MostWaiting) { SingleReader = true });
        new Thread(Loop) { IsBackground = true, Name = "sqlite-writer" }.Start();
    }

    /// <summary>Waits for room, then for the group. Cancelling counts only until the change has joined the queue.</summary>
    public async ValueTask RunAsync(SqliteWrite write, CancellationToken cancellation)
    {
        try
        {
            await _waiting.Writer.WriteAsync(write, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw new StoreUnavailableException("mail.db is closed.", closed);
        }

        await write.Done.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.Task.ConfigureAwait(false);
    }

    private void Loop()
    {
        var group = new List<SqliteWrite>(_mostPerGroup);
        while (Gather(group))
        {
            var start = _time.GetTimestamp();
            var failure = CommitGroup(group);
            StorageMetrics.RecordGroup("sqlite", group.Count, _time.GetElapsedTime(start));
            foreach (var write in group)
            {
                write.Complete(failure);
            }

            group.Clear();
        }

        _ended.SetResult();
    }

    private bool Gather(List<SqliteWrite> group)
    {
        while (group.Count == 0)
        {
            while (group.Count < _mostPerGroup && _waiting.Reader.TryRead(out var write))
            {
                group.Add(write);
            }

            if (group.Count == 0 && !_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                return false;
            }
        }

        return true;
    }

    private Exception? CommitGroup(List<SqliteWrite> group)
    {
        try
        {
            _connection.Prepare("BEGIN IMMEDIATE").Run();
            foreach (var write in group)
            {
                Apply(write);
            }

            _connection.Prepare("COMMIT").Run();
            return null;
        }
        catch (Exception failure)
        {
            return RollBack(failure);
        }
    }

    private void Apply(SqliteWrite write)
    {
        _connection.Prepare("SAVEPOINT one").Run();
        try
        {
            write.Apply(_connection);
        }
        catch (Exception failure) when (failure is not SqliteFailure { IsOfStatement: false } && _connection.InTransaction)
        {
            write.Refuse(failure is SqliteFailure f ? f.ToPortException() : failure);
            _connection.Prepare("ROLLBACK TO one").Run();
        }

        _connection.Prepare("RELEASE one").Run();
    }

    private Exception RollBack(Exception failure)
    {
        try
        {
            if (_connection.InTransaction)
            {
                _connection.Prepare("ROLLBACK").Run();
            }
        }
        catch (SqliteFailure)
        {
            // The failure that led here says more; BEGIN will fail again if the connection is beyond help.
        }

        return failure is SqliteFailure f ? f.ToPortException() : new StoreUnavailableException($"mail.db: {failure.Message}", failure);
    }
}
