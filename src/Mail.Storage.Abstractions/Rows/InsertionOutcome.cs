namespace Mail.Storage.Rows;

/// <summary>What became of a new row. Only <see cref="Done"/> has written anything.</summary>
public enum InsertionOutcome : byte
{
    /// <summary>What it belongs to (the tenant, the domain) is not there.</summary>
    NoOwner = 0,

    /// <summary>Its owner has as many as it may have.</summary>
    TooMany = 1,

    /// <summary>Its key, or a name that must be unique, is taken.</summary>
    Exists = 2,

    Done = 3,
}
