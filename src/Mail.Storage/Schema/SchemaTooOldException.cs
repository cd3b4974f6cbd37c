namespace Mail.Storage.Schema;

/// <summary>The store is of a format from which no step leads to that of this release.</summary>
public sealed class SchemaTooOldException(long found, long oldest) : Exception(
    $"The store has schema version {found}, of an early build; this release knows {oldest} and later and converts none before. It was left as it is. "
    + "Start with another, empty data folder (--data), or another database (--postgres); the build that wrote it can still be started on it, and its mail taken from there by IMAP.")
{
    public long Found { get; } = found;

    public long Oldest { get; } = oldest;
}
