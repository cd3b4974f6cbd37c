namespace Mail.Gateway.Http.Idempotency;

/// <summary>What a claim of an idempotency key found.</summary>
public enum RememberedOutcome
{
    /// <summary>New: run it.</summary>
    Claimed,

    /// <summary>An earlier run did not end: run it again, it may have had effects.</summary>
    Resumed,

    /// <summary>Somebody runs it now.</summary>
    Running,

    /// <summary>It ended; here is its response.</summary>
    Done,

    /// <summary>The key belongs to another request.</summary>
    Different,
}
