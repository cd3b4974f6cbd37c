namespace Mail.Storage.Queue;

/// <summary>How much a stream holds.</summary>
/// <param name="Stream">Its namespace.</param>
/// <param name="Waiting">Rows not acknowledged yet.</param>
/// <param name="Dead">Dead letters.</param>
public readonly record struct StreamDepth(string Stream, long Waiting, long Dead);
