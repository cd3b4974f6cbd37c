using System.Collections.Immutable;
using Orleans;

namespace Mail.Contracts.Names;

/// <summary>
/// A sorted set of names that may grow large: kept in pages, so that a change writes one page. Keyed by what it lists, see
/// <see cref="NameIndexes"/>.
/// </summary>
[Alias("mail.name-index")]
public interface INameIndexGrain : IGrainWithStringKey
{
    /// <summary>Adding a name again does nothing.</summary>
    Task AddAsync(string name);

    Task RemoveAsync(string name);

    /// <summary>Names after <paramref name="after"/> (null: from the start) in ordinal order, at most <paramref name="most"/> (1 to 1,000).</summary>
    Task<ImmutableArray<string>> ListAsync(string? after, int most);
}
