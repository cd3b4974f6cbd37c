namespace Mail.Storage.Queue;

/// <summary>An event whose consumer failed for good (<c>dlq:{stream}</c>).</summary>
/// <param name="Id">Its id in the outbox.</param>
/// <param name="Event">Payload as written.</param>
/// <param name="Error">Last error, for people.</param>
/// <param name="At">When it was given up, UTC.</param>
public sealed record DeadLetter(long Id, OutboxEvent Event, string Error, DateTimeOffset At);
