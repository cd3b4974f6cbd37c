using Mail.Storage.Requests;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IRequestLog"/> must do.</summary>
public abstract class RequestLogKit : StoreKit
{
    private static readonly DateTimeOffset At = new(2026, 3, 5, 9, 7, 1, TimeSpan.Zero);

    [Fact]
    public async Task A_repeated_request_gets_the_first_response()
    {
        Assert.Equal(RequestOutcome.Claimed, (await ClaimAsync("k", "f", At)).Outcome);
        Assert.Equal(RequestOutcome.Running, (await ClaimAsync("k", "f", At.AddSeconds(1))).Outcome);
        await Stores.Requests.CompleteAsync("k", "done"u8.ToArray(), None);
        await ReopenAsync();

        var again = await ClaimAsync("k", "f", At.AddHours(1));
        Assert.Equal((RequestOutcome.Done, At), (again.Outcome, again.CreatedAt));
        Assert.Equal("done"u8.ToArray(), again.Response.ToArray());
    }

    [Fact]
    public async Task A_key_belongs_to_one_request()
    {
        await ClaimAsync("k", "f", At);
        Assert.Equal(RequestOutcome.Different, (await ClaimAsync("k", "g", At.AddHours(1))).Outcome);
        await Stores.Requests.CompleteAsync("k", "done"u8.ToArray(), None);
        Assert.Equal(RequestOutcome.Different, (await ClaimAsync("k", "g", At)).Outcome);
        Assert.Equal(RequestOutcome.Claimed, (await ClaimAsync("other", "g", At)).Outcome);
    }

    [Fact]
    public async Task A_run_that_was_cut_off_is_resumed_once()
    {
        await ClaimAsync("k", "f", At);
        var later = At.AddMinutes(2);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ClaimAsync("k", "f", later)));
        Assert.Equal(At, Assert.Single(claims, c => c.Outcome == RequestOutcome.Resumed).CreatedAt);
        Assert.Equal(7, claims.Count(c => c.Outcome == RequestOutcome.Running));
    }

    [Fact]
    public async Task Of_many_at_once_one_runs()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ClaimAsync("k", "f", At)));
        Assert.Single(claims, c => c.Outcome == RequestOutcome.Claimed);
    }

    [Fact]
    public async Task A_released_or_forgotten_key_is_free()
    {
        await ClaimAsync("released", "f", At);
        await Stores.Requests.ReleaseAsync("released", None);
        Assert.Equal(RequestOutcome.Claimed, (await ClaimAsync("released", "g", At)).Outcome);

        await ClaimAsync("old", "f", At);
        await Stores.Requests.CompleteAsync("old", "done"u8.ToArray(), None);
        await Stores.Requests.ReleaseAsync("old", None);
        Assert.Equal(RequestOutcome.Done, (await ClaimAsync("old", "f", At.AddHours(23))).Outcome);
        Assert.Equal(RequestOutcome.Claimed, (await ClaimAsync("old", "g", At.AddHours(25))).Outcome);
        await Stores.Requests.ForgetAsync(At.AddHours(26), None);
        Assert.Equal(RequestOutcome.Claimed, (await ClaimAsync("old", "h", At.AddHours(25))).Outcome);
    }

    private Task<RequestClaim> ClaimAsync(string key, string fingerprint, DateTimeOffset now) =>
        Stores.Requests.ClaimAsync(key, fingerprint, now, now.AddMinutes(-1), now.AddHours(-24), None).AsTask();
}
