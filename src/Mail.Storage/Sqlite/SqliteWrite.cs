namespace Mail.Storage.Sqlite;

/// <summary>A change that waits for the writer. It completes after the COMMIT of its group, never on the writer's thread.</summary>
internal abstract class SqliteWrite
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;

    public Task Done => _done.Task;

    /// <summary>Runs its statements inside a savepoint; may throw.</summary>
    public abstract void Apply(SqliteConnection connection);

    /// <summary>Takes the blame for its own statement; told when the group has ended.</summary>
    public void Refuse(Exception failure) => _failure = failure;

    public void Complete(Exception? groupFailure)
    {
        if ((_failure ?? groupFailure) is { } failure)
        {
            _done.TrySetException(failure);
        }
        else
        {
            _done.TrySetResult();
        }
    }
}
