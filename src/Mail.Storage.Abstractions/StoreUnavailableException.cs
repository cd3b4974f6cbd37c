namespace Mail.Storage;

/// <summary>The store did not answer, or its answer was lost and could not be looked up. Retry later; idempotency keys make that safe.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
