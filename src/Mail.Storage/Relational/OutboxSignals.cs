using System.Collections.Concurrent;
using System.Collections.Immutable;
using Mail.Storage.Queue;

namespace Mail.Storage.Relational;

/// <summary>
/// Wakes the readers of a stream when this process has added to it. An addition that found nobody waiting wakes the next to come, so a
/// reader that looked just before it loses nothing; rows of other processes are found by the poll.
/// </summary>
internal sealed class OutboxSignals(TimeProvider time, TimeSpan poll)
{
    private readonly ConcurrentDictionary<string, StreamSignal> _streams = [];

    public void Raise(ImmutableArray<OutboxEvent> events)
    {
        string? last = null;
        foreach (var item in events)
        {
            if (item.Stream != last)
            {
                last = item.Stream;
                Raise(last);
            }
        }
    }

    public void Raise(string stream) => Of(stream).Raise();

    public async ValueTask WaitAsync(string stream, CancellationToken cancellation)
    {
        var signal = Of(stream);
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

    private StreamSignal Of(string stream) => _streams.GetOrAdd(stream, static _ => new StreamSignal());

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
