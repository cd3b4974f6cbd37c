namespace Orleans.Configuration;

/// <summary>Calls: how long callers wait and how many calls may.</summary>
public class SiloMessagingOptions
{
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS = 50_000;

    /// <summary>Time after which a caller gets a <see cref="TimeoutException"/>; the callee goes on. 30 s.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls that may wait in one activation before further ones are refused. 50,000.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS;
}
