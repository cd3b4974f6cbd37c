namespace Mail.Storage.Queue;

/// <summary>How an attempt for one row ended: a closed set.</summary>
/// <param name="Id">The row.</param>
/// <param name="Reply">Answer of the other server, or why there was none; cut at 1,000 characters.</param>
public abstract record OutboundOutcome(long Id, string Reply)
{
    /// <summary>Taken by the other server. Recorded whatever has become of the claim, so that it is never sent again.</summary>
    public sealed record Sent(long Id, string Reply) : OutboundOutcome(Id, Reply);

    /// <summary>To be tried again at <paramref name="DueAt"/>.</summary>
    /// <param name="Id">The row.</param>
    /// <param name="Reply">Why.</param>
    /// <param name="DueAt">UTC.</param>
    /// <param name="DelayReported">The sender has been told that it takes longer.</param>
    public sealed record Deferred(long Id, string Reply, DateTimeOffset DueAt, bool DelayReported) : OutboundOutcome(Id, Reply);

    /// <summary>Failed for good, but the sender cannot be told yet: due again at <paramref name="DueAt"/> for that, and never to be sent.</summary>
    /// <param name="Id">The row.</param>
    /// <param name="Reply">Why.</param>
    /// <param name="Failure">What the sender is to be told.</param>
    /// <param name="DueAt">UTC.</param>
    public sealed record Failed(long Id, string Reply, OutboundFailure Failure, DateTimeOffset DueAt) : OutboundOutcome(Id, Reply);

    /// <summary>Given up.</summary>
    public sealed record Bounced(long Id, string Reply) : OutboundOutcome(Id, Reply);

    /// <summary>Not tried after all: free again at once, and no attempt is counted.</summary>
    public sealed record Untried(long Id) : OutboundOutcome(Id, "");
}
