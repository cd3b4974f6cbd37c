namespace Mail.Storage.Rows;

/// <summary>A row as it was read.</summary>
/// <param name="Row">Its columns.</param>
/// <param name="Version">Made anew by each write and never used twice; a change names the version that it was decided on.</param>
public sealed record Versioned<T>(T Row, Guid Version);
