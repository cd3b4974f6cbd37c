namespace Mail.Engine.Scheduling;

/// <summary>The time provider's timestamp, read once a second: enough for idleness, and free per call.</summary>
internal sealed class CoarseClock(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private long _now = time.GetTimestamp();
    private ITimer? _timer;

    public long Now => Volatile.Read(ref _now);

    public void Start() => _timer = time.CreateTimer(static state => ((CoarseClock)state!).Tick(), this, Step, Step);

    public TimeSpan Since(long timestamp) => time.GetElapsedTime(timestamp, Now);

    public long After(TimeSpan span) => Now + (long)(span.TotalSeconds * time.TimestampFrequency);

    /// <summary>Reads the clock at once.</summary>
    public void Tick() => Volatile.Write(ref _now, time.GetTimestamp());

    public void Dispose() => _timer?.Dispose();
}
