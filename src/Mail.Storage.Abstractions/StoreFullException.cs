namespace Mail.Storage;

/// <summary>No room: the disk or the configured bound of the log is reached. Nothing was kept of what was refused.</summary>
public sealed class StoreFullException(string message, Exception? inner = null) : Exception(message, inner);
