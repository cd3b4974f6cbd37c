using System.Collections.Immutable;
using Orleans;

namespace Mail.Grains.Names;

/// <summary>Stored state of a page of names, ascending.</summary>
[GenerateSerializer, Alias("mail.state.name-page")]
public sealed class NamePageState
{
    [Id(0)]
    public ImmutableArray<string> Names { get; set; } = [];
}
