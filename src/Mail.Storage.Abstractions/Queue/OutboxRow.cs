namespace Mail.Storage.Queue;

/// <summary>A waiting event.</summary>
/// <param name="Id">Ascending in the order of commits of one writer.</param>
/// <param name="Event">What was written.</param>
public readonly record struct OutboxRow(long Id, OutboxEvent Event);
