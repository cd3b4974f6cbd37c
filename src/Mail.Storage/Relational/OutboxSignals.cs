using System.Collections.Concurrent;
using System.Collections.Immutable;
using Mail.Storage.Queue;

namespace Mail.Storage.Relational;

/// <summary>
/// Wakes the reader of a queue when this process has added to it. An addition that found nobody waiting wakes the next to come, so a
/// reader that looked just before it loses nothing; rows of other processes are found by the poll.
/// </summary>
internal sealed class OutboxSignals(TimeProvider time, TimeSpan poll)
{
    private readonly ConcurrentDictionary<(string Stream, int Partition), StreamSignal> _streams = [];

    public void Raise(ImmutableArray<OutboxEvent> events)
    {
        foreach (var item in events)
        {
            Raise(item.Stream, item.Partition);
        }
    }

    public void Raise(string stream, int partition = 0) => Of(stream, partition).Raise();

    public ValueTask WaitAsync(string stream, CancellationToken cancellation) => WaitAsync(stream, 0, cancellation);

    public async ValueTask WaitAsync(string stream, int partition, CancellationToken cancellation)
    {
        var signal = Of(stream, partition);
        try
        {
            await signal.EnterAsync().WaitAsync(poll, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The poll: rows of other processes may be there.
        }
        finally
        {
            signal.Leave();
        }
    }

    private StreamSignal Of(string stream, int partition) => _streams.GetOrAdd((stream, partition), static _ => new StreamSignal());

    private sealed class StreamSignal
    {
        private TaskCompletionSource? _waiters;
        private int _waiting;
        private bool _missed;

        public void Raise()
        {
            TaskCompletionSource? waiters;
            lock (this)
            {
                waiters = _waiters;
                _waiters = null;
                _missed = _waiting == 0;
            }

            waiters?.SetResult();
        }

        public void Leave()
        {
            lock (this)
            {
                _waiting--;
            }
        }

        public Task EnterAsync()
        {
            lock (this)
            {
                _waiting++;
                if (_missed)
                {
                    _missed = false;
                    return Task.CompletedTask;
                }

                _waiters ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _waiters.Task;
            }
        }
    }
}
