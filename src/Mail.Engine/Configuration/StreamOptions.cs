namespace Orleans.Configuration;

/// <summary>How a persistent stream provider reads its queues. Named after the provider.</summary>
public class StreamPullingAgentOptions
{
    /// <summary>Batches read at once. 1–1,000; 64.</summary>
    public int BatchContainerBatchSize { get; set; } = 64;

    /// <summary>Pause after a queue was found empty. 100 ms.</summary>
    public TimeSpan GetQueueMsgsTimerPeriod { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time a receiver has to start or stop. 5 s.</summary>
    public TimeSpan InitQueueTimeout { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>How often a consumer is asked again before an event goes to the failure handler. Named after the provider.</summary>
public class StreamDeliveryOptions
{
    /// <summary>Attempts per consumer and batch, 1 or more. 5.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Pause before the second attempt; it doubles with each. 100 ms.</summary>
    public TimeSpan FirstBackoff { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause. 10 s.</summary>
    public TimeSpan LongestBackoff { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Batches of one queue that may await their consumers; further ones stay in the queue. 1,000.</summary>
    public int MaxInFlightBatches { get; set; } = 1_000;
}
