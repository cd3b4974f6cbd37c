namespace Orleans.Runtime;

/// <summary>When a reminder was first due, how often it ticks, and when this tick was due (UTC).</summary>
public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
{
    public DateTime FirstTickTime { get; } = firstTickTime;

    public TimeSpan Period { get; } = period;

    public DateTime CurrentTickTime { get; } = timeStamp;
}
