namespace Mail.Silo.Streams;

/// <summary>A row that its consumers are through with.</summary>
/// <param name="Id">Its id in the outbox.</param>
/// <param name="Key">Its stream key.</param>
/// <param name="Error">Why it was given up; null if it was delivered.</param>
internal readonly record struct SettledRow(long Id, string Key, string? Error);
