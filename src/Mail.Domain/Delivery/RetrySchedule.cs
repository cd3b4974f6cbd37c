namespace Mail.Domain.Delivery;

/// <summary>Exponential back-off with bounds and spread: first × 2ⁿ⁻¹, at most <paramref name="Longest"/>, spread by ±20 %.</summary>
/// <param name="First">Wait after the first failure.</param>
/// <param name="Longest">Bound of any wait, before the spread.</param>
public sealed record RetrySchedule(TimeSpan First, TimeSpan Longest)
{
    /// <summary>The wait after failure number <paramref name="failures"/> (from 1).</summary>
    /// <param name="failures">How often it failed so far.</param>
    /// <param name="spread">A random number in [0, 1) that keeps many waiters from coming back together.</param>
    public TimeSpan WaitAfter(int failures, double spread)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var doublings = Math.Min(failures - 1, 40);
        var wait = Math.Min(First.TotalMilliseconds * Math.Pow(2, doublings), Longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(wait * (0.8 + (0.4 * spread)));
    }
}
