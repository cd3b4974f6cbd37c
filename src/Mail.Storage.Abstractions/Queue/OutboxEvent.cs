namespace Mail.Storage.Queue;

/// <summary>An event written in the transaction of the change that caused it.</summary>
/// <param name="Stream">Stream namespace, such as <c>index</c>.</param>
/// <param name="Key">Stream key: a grain id, account or address.</param>
/// <param name="Payload">At most 64 KiB.</param>
public readonly record struct OutboxEvent(string Stream, string Key, ReadOnlyMemory<byte> Payload);
