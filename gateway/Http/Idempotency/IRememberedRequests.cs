namespace Mail.Gateway.Http.Idempotency;

/// <summary>Requests with an idempotency key, kept durably. The host supplies it.</summary>
public interface IRememberedRequests
{
    /// <summary>Takes the key for a run, unless it is taken.</summary>
    /// <param name="key">Of the caller and the request.</param>
    /// <param name="fingerprint">Of the request's content.</param>
    /// <param name="now">UTC.</param>
    /// <param name="abandonedBefore">A run that began before this and has no response counts as cut off.</param>
    /// <param name="forgottenBefore">Keys first used before this are free.</param>
    ValueTask<(RememberedOutcome Outcome, DateTimeOffset CreatedAt, ReadOnlyMemory<byte> Response)> ClaimAsync(
        string key, string fingerprint, DateTimeOffset now, DateTimeOffset abandonedBefore, DateTimeOffset forgottenBefore);

    /// <summary>Keeps the response of a claimed key.</summary>
    ValueTask CompleteAsync(string key, ReadOnlyMemory<byte> response);

    /// <summary>Frees a key whose run had no effect.</summary>
    ValueTask ReleaseAsync(string key);

    /// <summary>Forgets keys first used before a moment.</summary>
    ValueTask ForgetAsync(DateTimeOffset before);
}
