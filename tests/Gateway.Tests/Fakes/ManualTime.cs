using Microsoft.Extensions.Time.Testing;

namespace Mail.Gateway.Tests.Fakes;

/// <summary>A clock that moves only when a test says so, and tells which timers wait for it; due timers run in the caller's thread.</summary>
internal sealed class ManualTime() : FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Lock _lock = new();
    private readonly HashSet<Watched> _timers = [];
    private readonly Dictionary<TimeSpan, TaskCompletionSource> _armed = [];
    private TaskCompletionSource _nextArmed = Promise();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Watched(this, base.CreateTimer(callback, state, dueTime, period));
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Note(dueTime);
        return timer;
    }

    /// <summary>Completes when a timer is armed for exactly that wait (also one that was armed before).</summary>
    public Task WhenArmedFor(TimeSpan wait)
    {
        lock (_lock)
        {
            return Waiting(wait).Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Completes when a timer is armed after this call.</summary>
    public Task WhenNextArmed()
    {
        lock (_lock)
        {
            return _nextArmed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Whether a timer is due within that.</summary>
    public bool IsDueWithin(TimeSpan wait)
    {
        lock (_lock)
        {
            var now = GetUtcNow();
            return _timers.Any(t => t.Due > now && t.Due <= now + wait);
        }
    }

    private static TaskCompletionSource Promise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource Waiting(TimeSpan wait) => _armed.TryGetValue(wait, out var waiting) ? waiting : _armed[wait] = Promise();

    private sealed class Watched(ManualTime clock, ITimer timer) : ITimer
    {
        public DateTimeOffset? Due { get; private set; }

        public void Note(TimeSpan dueTime)
        {
            lock (clock._lock)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
                clock.Waiting(dueTime).TrySetResult();
                if (Due is not null)
                {
                    clock._nextArmed.TrySetResult();
                    clock._nextArmed = Promise();
                }
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            Note(dueTime);
            return changed;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }

            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
