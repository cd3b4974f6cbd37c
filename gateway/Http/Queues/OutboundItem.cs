namespace Mail.Gateway.Http.Queues;

/// <summary>A recipient on another server, as the queue has it.</summary>
public sealed record OutboundItem(
    long Id, string MessageId, string From, string To, string State, int Attempts, DateTimeOffset DueAt, string? LastReply);
