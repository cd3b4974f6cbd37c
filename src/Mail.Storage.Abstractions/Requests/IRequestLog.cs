namespace Mail.Storage.Requests;

/// <summary>
/// Requests by idempotency key, so that a repeated one gets the first one's response. Methods throw
/// <see cref="StoreUnavailableException"/> when the store does not answer.
/// </summary>
public interface IRequestLog
{
    /// <summary>Takes the key for a run, unless it is taken.</summary>
    /// <param name="key">Of the caller and the request; at most 200 characters.</param>
    /// <param name="fingerprint">Of the request's content; at most 200 characters.</param>
    /// <param name="now">UTC.</param>
    /// <param name="abandonedBefore">A run that began before this and has no response counts as cut off.</param>
    /// <param name="forgottenBefore">Keys first used before this are free.</param>
    ValueTask<RequestClaim> ClaimAsync(
        string key, string fingerprint, DateTimeOffset now, DateTimeOffset abandonedBefore, DateTimeOffset forgottenBefore, CancellationToken cancellation);

    /// <summary>Says that the run goes on: it counts as begun at <paramref name="now"/>. Does nothing if another run has the key.</summary>
    ValueTask RenewAsync(string key, Guid claim, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Keeps the response of a claimed key. Does nothing if another run has the key.</summary>
    ValueTask CompleteAsync(string key, Guid claim, ReadOnlyMemory<byte> response, CancellationToken cancellation);

    /// <summary>Frees a key whose run had no effect. Does nothing if another run has the key.</summary>
    ValueTask ReleaseAsync(string key, Guid claim, CancellationToken cancellation);

    /// <summary>Says that the run has ended and may have had effects: the next claim resumes it at once. Does nothing if another run has the key.</summary>
    ValueTask AbandonAsync(string key, Guid claim, CancellationToken cancellation);

    /// <summary>Forgets keys first used before a moment.</summary>
    ValueTask ForgetAsync(DateTimeOffset before, CancellationToken cancellation);
}
