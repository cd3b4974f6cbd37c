namespace Mail.Gateway.Smtp;

/// <summary>
/// Bounds the octets of message content that all sessions hold together. A message that begins waits its turn; one that
/// has begun either gets more at once or is refused, so two halves never wait for each other.
/// </summary>
internal sealed class ContentMemoryBudget(long capacity)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiters = [];
    private long _used;

    public long Used => Interlocked.Read(ref _used);

    public bool TryReserve(long bytes)
    {
        lock (_lock)
        {
            return TryTake(bytes);
        }
    }

    /// <summary>Waits in order of arrival; false when the wait was cancelled.</summary>
    public async ValueTask<bool> ReserveAsync(long bytes, TimeSpan wait, TimeProvider clock)
    {
        LinkedListNode<Waiter> node;
        lock (_lock)
        {
            if (_waiters.Count == 0 && TryTake(bytes))
            {
                return true;
            }

            node = _waiters.AddLast(new Waiter(bytes));
        }

        try
        {
            await node.Value.Granted.Task.WaitAsync(wait, clock).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            lock (_lock)
            {
                if (node.List is null)
                {
                    return true; // granted in the same moment
                }

                _waiters.Remove(node);
                return false;
            }
        }
    }

    public void Release(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
            while (_waiters.First is { } first && TryTake(first.Value.Bytes))
            {
                _waiters.RemoveFirst();
                first.Value.Granted.SetResult();
            }
        }
    }

    private bool TryTake(long bytes)
    {
        if (_used + bytes > capacity)
        {
            return false;
        }

        _used += bytes;
        return true;
    }

    private sealed record Waiter(long Bytes)
    {
        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
