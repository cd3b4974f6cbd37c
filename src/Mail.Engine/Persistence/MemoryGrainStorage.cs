using System.Collections.Concurrent;
using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Cloning;
using Orleans.Storage;

namespace Mail.Engine.Persistence;

/// <summary>Keeps states in this process, as copies, with versions. For tests and for state that may be lost.</summary>
internal sealed class MemoryGrainStorage(CopyContextPool copiers) : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), Row> _rows = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue((stateName, grainId), out var row))
        {
            grainState.State = Copy((T)row.Value!);
            grainState.ETag = row.ETag;
            grainState.RecordExists = true;
        }
        else
        {
            grainState.State = Activator.CreateInstance<T>();
            grainState.ETag = null!;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_rows)
        {
            var stored = Check(stateName, grainId, grainState.ETag);
            var next = new Row(Copy(grainState.State), (stored + 1).ToString(CultureInfo.InvariantCulture));
            _rows[(stateName, grainId)] = next;
            grainState.ETag = next.ETag;
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_rows)
        {
            Check(stateName, grainId, grainState.ETag);
            _rows.TryRemove((stateName, grainId), out _);
        }

        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null!;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private long Check(string stateName, GrainId grainId, string? expected)
    {
        var stored = _rows.TryGetValue((stateName, grainId), out var row) ? row.ETag : null;
        return stored == expected
            ? long.Parse(stored ?? "0", CultureInfo.InvariantCulture)
            : throw new InconsistentStateException($"State {stateName} of {grainId} was written by another.", stored ?? "none", expected ?? "none");
    }

    private T Copy<T>(T value)
    {
        using var context = copiers.GetContext();
        return context.DeepCopy(value);
    }

    private sealed record Row(object? Value, string ETag);
}
