namespace Mail.Storage.Schema;

/// <summary>All steps of the schema and the rule for which to apply.</summary>
internal static class Migrations
{
    public static IReadOnlyList<Migration> All { get; } = [Migration001.Step, Migration002.Step, Migration003.Step, Migration004.Step, Migration005.Step, MigrationStreams.Step];

    public static int Newest => All[^1].Version;

    /// <summary>Steps that a store of <paramref name="version"/> lacks.</summary>
    /// <exception cref="SchemaTooNewException">The store was written by a newer release.</exception>
    public static IEnumerable<Migration> After(long version) => version <= Newest
        ? All.Where(m => m.Version > version)
        : throw new SchemaTooNewException(version, Newest);
}
