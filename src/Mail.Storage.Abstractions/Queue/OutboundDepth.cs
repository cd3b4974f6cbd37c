namespace Mail.Storage.Queue;

/// <summary>How much of the outbound queue is in one state.</summary>
/// <param name="State">Waiting or held.</param>
/// <param name="Recipients">Rows.</param>
/// <param name="OldestAcceptedAt">When the oldest of their messages was accepted.</param>
public readonly record struct OutboundDepth(OutboundState State, long Recipients, DateTimeOffset OldestAcceptedAt);
