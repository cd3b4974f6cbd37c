namespace Engine.Tests.Scheduling;

/// <summary>Time that moves only when told; due timers run in order of their time, then of their making.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<VirtualTimer> _timers = [];
    private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _made;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state), Interlocked.Increment(ref _made));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on; <paramref name="settle"/> runs after each timer.</summary>
    public void Advance(TimeSpan span, Action? settle = null)
    {
        var until = GetUtcNow() + span;
        settle?.Invoke();
        while (NextDue(until) is { } timer)
        {
            timer.Fire();
            settle?.Invoke();
        }

        lock (_lock)
        {
            _now = until;
        }
    }

    private VirtualTimer? NextDue(DateTimeOffset until)
    {
        lock (_lock)
        {
            var next = _timers.Where(t => t.Due <= until).OrderBy(t => t.Due).ThenBy(t => t.Number).FirstOrDefault();
            if (next is not null)
            {
                _now = next.Due > _now ? next.Due : _now;
                next.Rearm(_now);
            }

            return next;
        }
    }

    private sealed class VirtualTimer(VirtualTime time, Action fire, long number) : ITimer
    {
        private TimeSpan _period;

        public long Number => number;

        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time._now + dueTime;
                    time._timers.Add(this);
                }
            }

            return true;
        }

        public void Rearm(DateTimeOffset now)
        {
            time._timers.Remove(this);
            if (_period > TimeSpan.Zero)
            {
                Due = now + _period;
                time._timers.Add(this);
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
