using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A stored state injected into a grain's constructor and read before activation.</summary>
public interface IPersistentState<TState> : IStorage<TState>
{
}
