namespace Mail.Storage.Queue;

/// <summary>A row of the outbound queue.</summary>
/// <param name="Id">Ascending in the order of addition.</param>
/// <param name="Delivery">What is to be sent to whom.</param>
/// <param name="State">What became of it.</param>
/// <param name="DueAt">Next attempt; while it is claimed, when the claim ends. UTC.</param>
/// <param name="Attempts">Attempts that ended, whatever their outcome.</param>
/// <param name="LastReply">Last answer of the other server, or why there was none.</param>
/// <param name="DelayReported">The sender has been told that it takes longer.</param>
/// <param name="FinishedAt">When it left <see cref="OutboundState.Waiting"/> for good.</param>
public sealed record QueuedDelivery(
    long Id,
    OutboundDelivery Delivery,
    OutboundState State,
    DateTimeOffset DueAt,
    int Attempts,
    string? LastReply,
    bool DelayReported,
    DateTimeOffset? FinishedAt)
{
    /// <summary>How it has failed, if only its sender is still to be told; null while it is to be sent.</summary>
    public OutboundFailure? Failure { get; init; }
}
