namespace Mail.Storage.Schema;

/// <summary>All steps of the schema and the rule for which to apply.</summary>
internal static class Migrations
{
    /// <summary>The first version that is brought up to date. Stores of versions 1 to 5 were never of a release and are refused.</summary>
    public const int Oldest = 101;

    public static IReadOnlyList<Migration> All { get; } = [Migration001.Step, Migration002.Step, Migration003.Step];

    public static int Newest => All[^1].Version;

    /// <summary>Steps that a store of <paramref name="version"/> lacks; 0: it is new.</summary>
    /// <exception cref="SchemaTooNewException">The store was written by a newer release.</exception>
    /// <exception cref="SchemaTooOldException">The store was written before there were steps from its version to this one.</exception>
    public static IEnumerable<Migration> After(long version) =>
        version > Newest ? throw new SchemaTooNewException(version, Newest)
        : version is > 0 and < Oldest ? throw new SchemaTooOldException(version, Oldest)
        : All.Where(m => m.Version > version);
}
