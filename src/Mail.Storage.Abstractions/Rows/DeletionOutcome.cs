namespace Mail.Storage.Rows;

/// <summary>What became of a row that was to go. Only <see cref="Done"/> has changed anything.</summary>
public enum DeletionOutcome : byte
{
    /// <summary>The row is not there, or has another version.</summary>
    Stale = 0,

    /// <summary>Others belong to it.</summary>
    InUse = 1,

    Done = 2,
}
