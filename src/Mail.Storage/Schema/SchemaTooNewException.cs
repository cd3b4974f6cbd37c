namespace Mail.Storage.Schema;

/// <summary>The store belongs to a newer release than this one.</summary>
public sealed class SchemaTooNewException(long found, long known) : Exception(
    $"The store has schema version {found}; this release knows versions up to {known}. Start the release that wrote it, or a newer one.")
{
    public long Found { get; } = found;

    public long Known { get; } = known;
}
