using System.Collections.Immutable;
using Mail.Contracts.Names;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains.Names;

/// <summary>A page of names.</summary>
public sealed class NamePageGrain([PersistentState("name-page")] IPersistentState<NamePageState> state) : Grain, INamePageGrain
{
    public Task<ImmutableArray<string>> ReadAsync() => Task.FromResult(state.State.Names);

    public Task WriteAsync(ImmutableArray<string> names)
    {
        state.State.Names = names;
        return state.SaveAsync(this);
    }
}
