using System.Collections.Immutable;
using Orleans;

namespace Mail.Grains.Names;

/// <summary>Stored state of a name index: where each page begins. The first begins at the empty name.</summary>
[GenerateSerializer, Alias("mail.state.name-index")]
public sealed class NameIndexState
{
    /// <summary>Ascending; a page holds the names from its own bound to the next one's.</summary>
    [Id(0)]
    public ImmutableArray<string> Bounds { get; set; } = [];

    /// <summary>Numbers of the pages, in the same order.</summary>
    [Id(1)]
    public ImmutableArray<int> Pages { get; set; } = [];

    [Id(2)]
    public int NextPage { get; set; }
}
