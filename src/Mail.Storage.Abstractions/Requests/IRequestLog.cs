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

    /// <summary>Keeps the response of a claimed key.</summary>
    ValueTask CompleteAsync(string key, ReadOnlyMemory<byte> response, CancellationToken cancellation);

    /// <summary>Frees a key whose run had no effect.</summary>
    ValueTask ReleaseAsync(string key, CancellationToken cancellation);

    /// <summary>Forgets keys first used before a moment.</summary>
    ValueTask ForgetAsync(DateTimeOffset before, CancellationToken cancellation);
}
