using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When and how a grain timer ticks.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Time to the first tick.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Time from the end of one tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single one.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Ticks overlap with calls; by default they wait for their turn like a call.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks count as use and keep the activation.</summary>
    public bool KeepAlive { get; init; }
}
