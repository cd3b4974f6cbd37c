using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A storage provider for grain states. Registered as a keyed service under its name.</summary>
public interface IGrainStorage
{
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Writes if the stored version is still the state's ETag (null: if there is none), else throws <see cref="InconsistentStateException"/>.</summary>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
