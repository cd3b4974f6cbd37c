namespace Mail.Storage.GrainState;

/// <summary>A reminder of a grain.</summary>
/// <param name="GrainId">The grain, as text.</param>
/// <param name="Name">Unique in the grain.</param>
/// <param name="StartAt">First tick, UTC.</param>
/// <param name="Period">Between ticks.</param>
/// <param name="Hash">Uniform hash of the grain id, for reading by range.</param>
/// <param name="ETag">Version.</param>
public sealed record ReminderRow(string GrainId, string Name, DateTimeOffset StartAt, TimeSpan Period, uint Hash, string ETag);
