namespace Grains.Tests.Administration;

/// <summary>The system's clock, whose measure of what has passed a test may move ahead.</summary>
internal sealed class LeapingTime : TimeProvider
{
    private long _ahead;

    public void Leap(TimeSpan by) => Interlocked.Add(ref _ahead, (long)(by.TotalSeconds * TimestampFrequency));

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _ahead);
}
