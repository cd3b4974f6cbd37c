using Mail.Gateway.Http.Idempotency;
using Mail.Storage.Requests;

namespace Mail.Silo.Api;

/// <summary>The API's remembered requests in the store.</summary>
internal sealed class RememberedRequests(IRequestLog log) : IRememberedRequests
{
    public async ValueTask<RememberedClaim> ClaimAsync(
        string key, string fingerprint, DateTimeOffset now, DateTimeOffset abandonedBefore, DateTimeOffset forgottenBefore)
    {
        var claim = await log.ClaimAsync(key, fingerprint, now, abandonedBefore, forgottenBefore, CancellationToken.None);
        var outcome = claim.Outcome switch
        {
            RequestOutcome.Claimed => RememberedOutcome.Claimed,
            RequestOutcome.Resumed => RememberedOutcome.Resumed,
            RequestOutcome.Done => RememberedOutcome.Done,
            RequestOutcome.Different => RememberedOutcome.Different,
            _ => RememberedOutcome.Running,
        };
        return new RememberedClaim(outcome, claim.CreatedAt, claim.Claim, claim.Response);
    }

    public ValueTask RenewAsync(string key, Guid run, DateTimeOffset now) => log.RenewAsync(key, run, now, CancellationToken.None);

    public ValueTask CompleteAsync(string key, Guid run, ReadOnlyMemory<byte> response) => log.CompleteAsync(key, run, response, CancellationToken.None);

    public ValueTask ReleaseAsync(string key, Guid run) => log.ReleaseAsync(key, run, CancellationToken.None);

    public ValueTask AbandonAsync(string key, Guid run) => log.AbandonAsync(key, run, CancellationToken.None);

    public ValueTask ForgetAsync(DateTimeOffset before) => log.ForgetAsync(before, CancellationToken.None);
}
