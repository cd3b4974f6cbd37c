namespace Mail.Storage.GrainState;

/// <summary>Stored state of a grain.</summary>
/// <param name="Data">Serialized by Orleans.</param>
/// <param name="ETag">Version, opaque to callers.</param>
public readonly record struct GrainStateRow(ReadOnlyMemory<byte> Data, string ETag);
