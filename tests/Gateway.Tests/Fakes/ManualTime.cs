namespace Mail.Gateway.Tests.Fakes;

/// <summary>A clock that moves only when a test says so; due timers run in the caller's thread.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly Dictionary<TimeSpan, TaskCompletionSource> _armed = [];
    private TaskCompletionSource _nextArmed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        lock (_lock)
        {
            _timers.Add(timer);
            timer.Change(dueTime, period);
        }

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
            return _timers.Exists(t => t.Due <= _now + wait);
        }
    }

    private TaskCompletionSource Waiting(TimeSpan wait)
    {
        if (!_armed.TryGetValue(wait, out var waiting))
        {
            _armed[wait] = waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return waiting;
    }

    public void Advance(TimeSpan by)
    {
        DateTimeOffset target;
        lock (_lock)
        {
            target = _now + by;
        }

        while (true)
        {
            ManualTimer? next;
            lock (_lock)
            {
                next = _timers.Where(t => t.Due <= target).MinBy(t => t.Due);
                _now = next?.Due > _now ? next.Due.Value : next is null ? target : _now;
                next?.Disarm();
            }

            if (next is null)
            {
                return;
            }

            next.Run();
        }
    }

    private sealed class ManualTimer(ManualTime clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset? Due { get; private set; }

        public void Disarm() => Due = _period > TimeSpan.Zero ? Due + _period : null;

        public void Run() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                _period = period;
                clock.Waiting(dueTime).TrySetResult();
                if (Due is not null)
                {
                    clock._nextArmed.TrySetResult();
                    clock._nextArmed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                Due = null;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
