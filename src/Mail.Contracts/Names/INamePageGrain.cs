using System.Collections.Immutable;
using Orleans;

namespace Mail.Contracts.Names;

/// <summary>One page of an <see cref="INameIndexGrain"/>, which alone calls it.</summary>
[Alias("mail.name-page")]
public interface INamePageGrain : IGrainWithStringKey
{
    Task<ImmutableArray<string>> ReadAsync();

    Task WriteAsync(ImmutableArray<string> names);
}
