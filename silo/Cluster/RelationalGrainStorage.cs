using Mail.Storage;
using Mail.Storage.GrainState;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace Mail.Silo.Cluster;

/// <summary>Cold grain state in the relational store: serialized by Orleans, versioned by the store.</summary>
internal sealed class RelationalGrainStorage(IGrainStateStore store, Serializer serializer) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = await store.ReadAsync(stateName, grainId.ToString(), CancellationToken.None);
        if (row is { } found)
        {
            grainState.State = serializer.Deserialize<T>(found.Data.Span)!;
            (grainState.ETag, grainState.RecordExists) = (found.ETag, true);
        }
        else
        {
            grainState.State = Activator.CreateInstance<T>();
            (grainState.ETag, grainState.RecordExists) = (null!, false);
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = serializer.SerializeToArray(grainState.State);
        var etag = await store.WriteAsync(
            stateName, grainId.ToString(), data, grainState.RecordExists ? grainState.ETag : null, CancellationToken.None);
        grainState.ETag = etag ?? throw Stale(stateName, grainId, grainState.ETag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!await store.ClearAsync(stateName, grainId.ToString(), grainState.ETag, CancellationToken.None))
        {
            throw Stale(stateName, grainId, grainState.ETag);
        }

        grainState.State = Activator.CreateInstance<T>();
        (grainState.ETag, grainState.RecordExists) = (null!, false);
    }

    private static InconsistentStateException Stale(string stateName, GrainId grainId, string? etag) =>
        new($"State '{stateName}' of {grainId} was changed by another writer.", "unknown", etag ?? "none");
}
