using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Mail.Engine.Persistence;

/// <summary>One state of one activation over a storage provider.</summary>
internal sealed class StoredState<TState>(string name, IGrainContext context, IGrainStorage storage) : IPersistentState<TState>
{
    private readonly GrainState<TState> _state = new(Activator.CreateInstance<TState>());

    public TState State
    {
        get => _state.State;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public async Task ReadStateAsync()
    {
        await storage.ReadStateAsync(name, context.GrainId, _state);
        _state.State ??= Activator.CreateInstance<TState>();
    }

    public Task WriteStateAsync() => storage.WriteStateAsync(name, context.GrainId, _state);

    public Task ClearStateAsync() => storage.ClearStateAsync(name, context.GrainId, _state);
}
