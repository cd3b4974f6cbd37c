namespace Mail.Silo.Streams;

/// <summary>How consumers of streams are treated. <c>streams.*</c> in the configuration.</summary>
public sealed class OutboxStreamOptions
{
    /// <summary>Attempts before an event becomes a dead letter. Default 5; 1 to 100.</summary>
    public int Attempts { get; set; } = 5;

    /// <summary>Wait after a first failure; it doubles with each. Default 200 ms; 10 ms to 5 min.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait between attempts. Default 30 s; 10 ms to 1 h.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait after so many failures in a row.</summary>
    internal TimeSpan RetryAfter(int failures)
    {
        var wait = FirstRetry * Math.Pow(2, Math.Min(failures - 1, 40));
        return wait < LongestRetry ? wait : LongestRetry;
    }
}
