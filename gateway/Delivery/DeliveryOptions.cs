namespace Mail.Gateway.Delivery;

/// <summary>How accepted messages are brought to their mailboxes.</summary>
public sealed class DeliveryOptions
{
    /// <summary>Accepted messages that may wait for their mailboxes at a time; more are not accepted meanwhile. 1 to 10,000,000.</summary>
    public int MaxOutstanding { get; set; } = 65_536;

    /// <summary>Wait of a sender for its place among them before it is refused for now.</summary>
    public TimeSpan PlaceWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Wait behind the first failure; it doubles with each.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Bound of the wait behind later failures.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(5);
}
