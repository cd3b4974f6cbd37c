namespace Mail.Storage.Tests;

/// <summary>The hour, and the time that passes, by hand; timers are those of the system.</summary>
internal sealed class SteppedClock : TimeProvider
{
    public int Hours { get; set; }

    public TimeSpan Passed { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.Zero).AddHours(Hours);

    public override long GetTimestamp() => Passed.Ticks;
}
