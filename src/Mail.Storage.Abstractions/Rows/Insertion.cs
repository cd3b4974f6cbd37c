namespace Mail.Storage.Rows;

/// <summary>Answer to a new row.</summary>
/// <param name="Outcome">Whether it is there now.</param>
/// <param name="Version">Its version, if it is.</param>
public readonly record struct Insertion(InsertionOutcome Outcome, Guid Version);
