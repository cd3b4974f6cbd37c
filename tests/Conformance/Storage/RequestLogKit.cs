using Mail.Storage.Requests;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IRequestLog"/> must do.</summary>
public abstract class RequestLogKit : StoreKit
{
    private static readonly DateTimeOffset At = new(2026, 3, 5, 9, 7, 1, TimeSpan.Zero);

    [Fact]
    public async Task A_repeated_request_gets_the_first_response()
    {
        var first = await ClaimAsync("k", "f", At);
        Assert.Equal(RequestOutcome.Claimed, first.Outcome);
        Assert.Equal(RequestOutcome.Running, (await ClaimAsync("k", "f", At.AddSeconds(1))).Outcome);
        await Stores.Requests.CompleteAsync("k", first.Claim, "done"u8.ToArray(), None);
        await ReopenAsync();

        var again = await ClaimAsync("k", "f", At.AddHours(1));
        Assert.Equal((RequestOutcome.Done, At), (again.Outcome, again.CreatedAt));
        Assert.Equal("done"u8.ToArray(), again.Response.ToArray());
    }

    [Fact]
    public async Task A_key_belongs_to_one_request()
    {
        var first = await ClaimAsync("k", "f", At);
        Assert.Equal(RequestOutcome.Different, (await ClaimAsync("k", "g", At.AddHours(1))).Outcome);
        await Stores.Requests.CompleteAsync("k", first.Claim, "done"u8.ToArray(), None);
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
        await Stores.Requests.ReleaseAsync("released", (await ClaimAsync("released", "f", At)).Claim, None);
        Assert.Equal(RequestOutcome.Claimed, (await ClaimAsync("released", "g", At)).Outcome);

        var old = (await ClaimAsync("old", "f", At)).Claim;
        await Stores.Requests.CompleteAsync("old", old, "done"u8.ToArray(), None);
        await Stores.Requests.ReleaseAsync("old", old, None);
        Assert.Equal(RequestOutcome.Done, (await ClaimAsync("old", "f", At.AddHours(23))).Outcome);
        Assert.Equal(RequestOutcome.Claimed, (await ClaimAsync("old", "g", At.AddHours(25))).Outcome);
        await Stores.Requests.ForgetAsync(At.AddHours(26), None);
        Assert.Equal(RequestOutcome.Claimed, (await ClaimAsync("old", "h", At.AddHours(25))).Outcome);
    }

    [Fact]
    public async Task A_run_that_has_lost_its_key_says_nothing_of_it_any_more()
    {
        var lost = (await ClaimAsync("k", "f", At)).Claim;
        var later = At.AddMinutes(2);
        var own = await ClaimAsync("k", "f", later);
        Assert.Equal(RequestOutcome.Resumed, own.Outcome);

        await Stores.Requests.ReleaseAsync("k", lost, None);
        await Stores.Requests.AbandonAsync("k", lost, None);
        await Stores.Requests.CompleteAsync("k", lost, "late"u8.ToArray(), None);
        Assert.Equal(RequestOutcome.Running, (await ClaimAsync("k", "f", later)).Outcome);
        await Stores.Requests.RenewAsync("k", lost, later.AddHours(1), None);
        Assert.Equal(RequestOutcome.Resumed, (await ClaimAsync("k", "f", later.AddMinutes(2))).Outcome);
    }

    [Fact]
    public async Task A_run_that_goes_on_is_not_cut_off_and_one_that_has_ended_is_at_once()
    {
        var run = (await ClaimAsync("k", "f", At)).Claim;
        await Stores.Requests.RenewAsync("k", run, At.AddMinutes(2), None);
        Assert.Equal(RequestOutcome.Running, (await ClaimAsync("k", "f", At.AddMinutes(2).AddSeconds(30))).Outcome);

        await Stores.Requests.AbandonAsync("k", run, None);
        var again = await ClaimAsync("k", "f", At);
        Assert.Equal((RequestOutcome.Resumed, At), (again.Outcome, again.CreatedAt));
        await Stores.Requests.CompleteAsync("k", again.Claim, "done"u8.ToArray(), None);
        Assert.Equal("done"u8.ToArray(), (await ClaimAsync("k", "f", At)).Response.ToArray());
    }

    private Task<RequestClaim> ClaimAsync(string key, string fingerprint, DateTimeOffset now) =>
        Stores.Requests.ClaimAsync(key, fingerprint, now, now.AddMinutes(-1), now.AddHours(-24), None).AsTask();
}
