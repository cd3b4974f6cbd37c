namespace Mail.Gateway.Smtp;

/// <summary>
/// A session's one timer. Moving the deadline onwards, as each command does, costs no timer operation: the tick looks
/// whether the deadline has really come and else arms itself for the rest.
/// </summary>
internal sealed class PeerDeadline : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly Action _expired;
    private readonly ITimer _timer;
    private long _due = long.MaxValue;
    private long _armedFor = long.MaxValue;

    public PeerDeadline(TimeProvider clock, Action expired)
    {
        _clock = clock;
        _expired = expired;
        _timer = clock.CreateTimer(static state => ((PeerDeadline)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>True once a deadline passed before it was moved or cleared.</summary>
    public bool Expired { get; private set; }

    public void Set(TimeSpan timeout)
    {
        lock (_lock)
        {
            _due = _clock.GetTimestamp() + (long)(timeout.TotalSeconds * _clock.TimestampFrequency);
            if (_due < _armedFor)
            {
                _armedFor = _due;
                _timer.Change(timeout, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _due = long.MaxValue;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        lock (_lock)
        {
            _armedFor = long.MaxValue;
            if (_due == long.MaxValue)
            {
                return;
            }

            var rest = _clock.GetElapsedTime(_clock.GetTimestamp(), _due);
            if (rest > TimeSpan.Zero)
            {
                _armedFor = _due;
                _timer.Change(rest + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                return;
            }

            Expired = true;
            _due = long.MaxValue;
        }

        _expired();
    }
}
