using Mail.Gateway.Limits;

namespace Mail.Gateway.Smtp;

/// <summary>
/// Bounds the octets of message content that all sessions hold together. A message that begins waits its turn; one that
/// has begun either gets more at once or is refused, so two halves never wait for each other. What makes messages large comes
/// from three quarters of it, half at most for one client: whoever hoards memory keeps nobody from sending an ordinary message.
/// </summary>
/// <param name="capacity">Octets in all.</param>
/// <param name="largest">Octets of one message; bounds that would leave it no room are raised to that.</param>
internal sealed class ContentMemoryBudget(Func<long> capacity, Func<long> largest)
{
    /// <summary>Octets up to which a message is an ordinary one.</summary>
    public const long SmallMessage = 1024 * 1024;

    private readonly Dictionary<ClientNetwork, long> _byClient = [];
    private long _grown;
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

    /// <summary>More for a message that is beyond <see cref="SmallMessage"/>.</summary>
    public bool TryGrow(long bytes, ClientNetwork? client)
    {
        lock (_lock)
        {
            var held = client is { } known ? _byClient.GetValueOrDefault(known) : 0;
            if (_grown + bytes > AtLeastLargest(capacity() / 4 * 3) || held + bytes > AtLeastLargest(capacity() / 2) || !TryTake(bytes))
            {
                return false;
            }

            _grown += bytes;
            if (client is { } owner)
            {
                _byClient[owner] = held + bytes;
            }

            return true;
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

    /// <param name="bytes">Everything that was taken.</param>
    /// <param name="grown">What of that was taken by <see cref="TryGrow"/>, for <paramref name="client"/>.</param>
    /// <param name="client">As given to <see cref="TryGrow"/>.</param>
    public void Release(long bytes, long grown = 0, ClientNetwork? client = null)
    {
        lock (_lock)
        {
            _used -= bytes;
            _grown -= grown;
            if (grown > 0 && client is { } owner && (_byClient[owner] -= grown) == 0)
            {
                _byClient.Remove(owner);
            }

            while (_waiters.First is { } first && TryTake(first.Value.Bytes))
            {
                _waiters.RemoveFirst();
                first.Value.Granted.SetResult();
            }
        }
    }

    private long AtLeastLargest(long bound) => Math.Max(bound, Math.Min(capacity(), largest()));

    private bool TryTake(long bytes)
    {
        if (_used + bytes > capacity())
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
