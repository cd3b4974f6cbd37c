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
    ValueTask<RememberedClaim> ClaimAsync(
        string key, string fingerprint, DateTimeOffset now, DateTimeOffset abandonedBefore, DateTimeOffset forgottenBefore);

    /// <summary>Says that a run goes on. This and what follows do nothing if another run has the key.</summary>
    ValueTask RenewAsync(string key, Guid run, DateTimeOffset now);

    /// <summary>Keeps the response of a claimed key.</summary>
    ValueTask CompleteAsync(string key, Guid run, ReadOnlyMemory<byte> response);

    /// <summary>Frees a key whose run had no effect.</summary>
    ValueTask ReleaseAsync(string key, Guid run);

    /// <summary>Says that a run has ended and may have had effects: the next claim resumes it at once.</summary>
    ValueTask AbandonAsync(string key, Guid run);

    /// <summary>Forgets keys first used before a moment.</summary>
    ValueTask ForgetAsync(DateTimeOffset before);
}
