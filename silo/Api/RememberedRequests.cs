using Mail.Gateway.Http.Idempotency;
using Mail.Storage.Requests;

namespace Mail.Silo.Api;

/// <summary>The API's remembered requests in the store.</summary>
internal sealed class RememberedRequests(IRequestLog log) : IRememberedRequests
{
    public async ValueTask<(RememberedOutcome Outcome, DateTimeOffset CreatedAt, ReadOnlyMemory<byte> Response)> ClaimAsync(
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
        return (outcome, claim.CreatedAt, claim.Response);
    }

    public ValueTask CompleteAsync(string key, ReadOnlyMemory<byte> response) => log.CompleteAsync(key, response, CancellationToken.None);

    public ValueTask ReleaseAsync(string key) => log.ReleaseAsync(key, CancellationToken.None);

    public ValueTask ForgetAsync(DateTimeOffset before) => log.ForgetAsync(before, CancellationToken.None);
}
