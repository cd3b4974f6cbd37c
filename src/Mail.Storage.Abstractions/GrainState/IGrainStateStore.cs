namespace Mail.Storage.GrainState;

/// <summary>Cold grain state under (name of the state, grain id), each write conditional on the version read.</summary>
public interface IGrainStateStore
{
    /// <returns>Null if nothing is stored.</returns>
    ValueTask<GrainStateRow?> ReadAsync(string stateName, string grainId, CancellationToken cancellation);

    /// <summary>Writes if the stored version is <paramref name="etag"/> (null: if nothing is stored).</summary>
    /// <returns>The new version, or null if the condition did not hold.</returns>
    ValueTask<string?> WriteAsync(string stateName, string grainId, ReadOnlyMemory<byte> data, string? etag, CancellationToken cancellation);

    /// <summary>Removes if the stored version is <paramref name="etag"/> (null: nothing to do).</summary>
    /// <returns>False if the condition did not hold.</returns>
    ValueTask<bool> ClearAsync(string stateName, string grainId, string? etag, CancellationToken cancellation);
}
