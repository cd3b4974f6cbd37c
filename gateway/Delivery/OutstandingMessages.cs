namespace Mail.Gateway.Delivery;

/// <summary>Counts the places of messages on their way to mailboxes; a place is waited for in order and given back once.</summary>
internal sealed class OutstandingMessages(int most) : IDisposable
{
    private readonly SemaphoreSlim _places = new(most, most);
    private TaskCompletionSource? _empty;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public async ValueTask<bool> TryEnterAsync(TimeSpan wait, TimeProvider clock, CancellationToken cancellation)
    {
        if (!_places.Wait(0, CancellationToken.None))
        {
            using var timeout = new CancellationTokenSource(wait, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
            try
            {
                await _places.WaitAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return false;
            }
        }

        Interlocked.Increment(ref _count);
        return true;
    }

    public void Leave()
    {
        _places.Release();
        if (Interlocked.Decrement(ref _count) == 0)
        {
            Volatile.Read(ref _empty)?.TrySetResult();
        }
    }

    /// <summary>Completes when no message is on its way.</summary>
    public Task WhenEmpty()
    {
        var empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _empty, empty);
        if (Count == 0)
        {
            empty.TrySetResult();
        }

        return empty.Task;
    }

    public void Dispose() => _places.Dispose();
}
