namespace Mail.Storage.Queue;

/// <summary>How a row has failed for good whose sender is still to be told.</summary>
/// <param name="Status">Enhanced status code (RFC 3463).</param>
/// <param name="Host">Which server refused; null if none did.</param>
/// <param name="At">When that was known, UTC.</param>
public sealed record OutboundFailure(string Status, string? Host, DateTimeOffset At);
