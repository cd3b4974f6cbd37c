namespace Orleans.Core;

/// <summary>One stored state of a grain.</summary>
public interface IStorage
{
    /// <summary>The version last read or written, or null.</summary>
    string? Etag { get; }

    bool RecordExists { get; }

    Task ClearStateAsync();

    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <summary>Stores the state if its version is still <see cref="Etag"/>, else throws <see cref="Storage.InconsistentStateException"/>.</summary>
    Task WriteStateAsync();

    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    Task ReadStateAsync();

    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

/// <summary>One stored state of type <typeparamref name="TState"/>.</summary>
public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}
