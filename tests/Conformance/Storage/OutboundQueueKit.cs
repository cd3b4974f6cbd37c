using Mail.Domain.Blobs;
using Mail.Domain.Delivery;
using Mail.Domain.Identity;
using Mail.Storage.Queue;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IOutboundQueue"/> must do.</summary>
public abstract class OutboundQueueKit : StoreKit
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private IOutboundQueue Queue => Stores.Outbound;

    [Fact]
    public async Task What_is_added_is_claimed_with_all_its_fields()
    {
        var plain = Delivery("a@one.example");
        var full = Delivery("jürgen@two.example") with
        {
            MailFrom = "",
            EnvelopeId = "QQ",
            Return = DsnReturn.Headers,
            Notify = DsnNotify.Success | DsnNotify.Failure,
            OriginalRecipient = "rfc822;J@two.example",
        };
        await Queue.AddAsync([plain, full], None);
        await ReopenAsync();

        var claim = await Queue.ClaimAsync(null, 10, Long, None);

        Assert.Equal([plain, full], claim.Rows.Select(r => r.Delivery));
        Assert.All(claim.Rows, r => Assert.Equal((OutboundState.Waiting, 0, null, false, null), (r.State, r.Attempts, r.LastReply, r.DelayReported, r.FinishedAt)));
        Assert.True(claim.Rows[0].Id < claim.Rows[1].Id);
    }

    [Fact]
    public async Task What_is_claimed_is_nobody_elses_until_the_claim_ends()
    {
        await Queue.AddAsync([Delivery("a@one.example")], None);
        var first = await Queue.ClaimAsync(null, 10, TimeSpan.Zero, None);
        var second = await Queue.ClaimAsync(null, 10, Long, None);
        Assert.Equal(first.Rows[0].Id, Assert.Single(second.Rows).Id);
        Assert.Empty((await Queue.ClaimAsync(null, 10, Long, None)).Rows);

        // The first has lost it: only a success of its attempt still counts.
        await Queue.SettleAsync(first.Token, [new OutboundOutcome.Bounced(first.Rows[0].Id, "550 late")], None);
        Assert.Equal(OutboundState.Waiting, (await OnlyAsync()).State);
        await Queue.SettleAsync(first.Token, [new OutboundOutcome.Sent(first.Rows[0].Id, "250 ok")], None);
        await Queue.SettleAsync(second.Token, [new OutboundOutcome.Bounced(first.Rows[0].Id, "550 no")], None);
        var row = await OnlyAsync();
        Assert.Equal((OutboundState.Sent, "250 ok"), (row.State, row.LastReply));
        Assert.NotNull(row.FinishedAt);
    }

    [Fact]
    public async Task Depths_tell_what_waits_and_what_is_held_and_since_when()
    {
        Assert.Empty(await Queue.ReadDepthsAsync(None));
        var deliveries = new[] { Delivery("a@one.example"), Delivery("b@one.example"), Delivery("c@two.example") };
        await Queue.AddAsync([.. deliveries], None);
        var rows = await Queue.ListAsync(null, 0, 10, None);
        await Queue.HoldAsync(rows[0].Id, None);
        var depths = await Queue.ReadDepthsAsync(None);
        Assert.Equal([(OutboundState.Waiting, 2L), (OutboundState.Held, 1L)], depths.Select(d => (d.State, d.Recipients)));
        Assert.Equal(rows.Skip(1).Min(r => r.Delivery.AcceptedAt), depths[0].OldestAcceptedAt);
        await Queue.DeleteAsync(rows[1].Id, None);
        Assert.Equal(1, (await Queue.ReadDepthsAsync(None))[0].Recipients);
    }

    [Fact]
    public async Task A_claim_that_is_renewed_lasts()
    {
        await Queue.AddAsync([Delivery("a@one.example")], None);
        var claim = await Queue.ClaimAsync(null, 10, TimeSpan.Zero, None);
        await Queue.RenewAsync(claim.Token, Long, None);
        Assert.Empty((await Queue.ClaimAsync(null, 10, Long, None)).Rows);
    }

    [Fact]
    public async Task Many_that_claim_at_once_share_the_rows()
    {
        await Queue.AddAsync([.. Enumerable.Range(0, 200).Select(i => Delivery($"r{i}@one.example"))], None);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var ids = new List<long>();
            while (await Queue.ClaimAsync("one.example", 10, Long, None) is { Rows.Length: > 0 } claim)
            {
                ids.AddRange(claim.Rows.Select(r => r.Id));
            }

            return ids;
        }));
        var all = claims.SelectMany(c => c).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        while (await Queue.ClaimAsync(null, 100, Long, None) is { Rows.Length: > 0 } rest)
        {
            all.AddRange(rest.Rows.Select(r => r.Id));
        }

        Assert.Equal(200, all.Distinct().Count());
    }

    [Fact]
    public async Task Adding_again_does_nothing_whatever_became_of_the_row()
    {
        var delivery = Delivery("a@one.example");
        await Queue.AddAsync([delivery], None);
        await Queue.AddAsync([delivery, Delivery("b@one.example", delivery.Ingest)], None);
        var claim = await Queue.ClaimAsync(null, 10, Long, None);
        Assert.Equal(2, claim.Rows.Length);
        await Queue.SettleAsync(claim.Token, [new OutboundOutcome.Sent(claim.Rows[0].Id, "250"), new OutboundOutcome.Bounced(claim.Rows[1].Id, "550")], None);
        await ReopenAsync();
        await Queue.AddAsync([delivery, Delivery("b@one.example", delivery.Ingest)], None);
        Assert.Empty((await Queue.ClaimAsync(null, 10, Long, None)).Rows);
        Assert.Null(await Queue.FindNextDueAsync(None));
        Assert.Equal([OutboundState.Sent, OutboundState.Bounced], (await Queue.ListAsync(null, 0, 10, None)).Select(r => r.State));
    }

    [Fact]
    public async Task A_deferred_row_comes_back_when_it_is_due()
    {
        await Queue.AddAsync([Delivery("a@one.example"), Delivery("b@one.example")], None);
        var claim = await Queue.ClaimAsync(null, 10, Long, None);
        var due = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await Queue.SettleAsync(
            claim.Token,
            [
                new OutboundOutcome.Deferred(claim.Rows[0].Id, "450 later", due, DelayReported: true),
                new OutboundOutcome.Deferred(claim.Rows[1].Id, new string('x', 5_000), DateTimeOffset.UnixEpoch, DelayReported: false),
            ],
            None);
        var again = Assert.Single((await Queue.ClaimAsync(null, 10, Long, None)).Rows);
        Assert.Equal((claim.Rows[1].Id, 1, 1_000), (again.Id, again.Attempts, again.LastReply!.Length));
        var waiting = (await Queue.ListAsync(OutboundState.Waiting, 0, 1, None))[0];
        Assert.Equal((due, 1, "450 later", true), (waiting.DueAt, waiting.Attempts, waiting.LastReply, waiting.DelayReported));
    }

    [Fact]
    public async Task An_attempt_not_made_counts_for_nothing()
    {
        await Queue.AddAsync([Delivery("a@one.example")], None);
        var claim = await Queue.ClaimAsync(null, 10, Long, None);
        await Queue.SettleAsync(claim.Token, [new OutboundOutcome.Untried(claim.Rows[0].Id)], None);
        Assert.Equal(0, Assert.Single((await Queue.ClaimAsync(null, 10, Long, None)).Rows).Attempts);
    }

    [Fact]
    public async Task Domains_are_told_apart()
    {
        await Queue.AddAsync([Delivery("a@one.example")], None);
        await Queue.AddAsync([Delivery("a@two.example"), Delivery("b@two.example")], None);
        Assert.Equal(["one.example", "two.example"], (await Queue.ReadDueDomainsAsync(10, None)).Order());
        Assert.Single(await Queue.ReadDueDomainsAsync(1, None));
        Assert.Equal(2, (await Queue.ClaimAsync("two.example", 10, Long, None)).Rows.Length);
        Assert.Equal(["one.example"], (await Queue.ReadDueDomainsAsync(10, None)).AsEnumerable());
        Assert.Single((await Queue.ClaimAsync("one.example", 10, Long, None)).Rows);
        Assert.Empty(await Queue.ReadDueDomainsAsync(10, None));
    }

    [Fact]
    public async Task Operators_hold_release_and_delete()
    {
        await Queue.AddAsync([Delivery("a@one.example"), Delivery("b@one.example")], None);
        var rows = await Queue.ListAsync(null, 0, 10, None);
        var (a, b) = (rows[0].Id, rows[1].Id);
        Assert.True(await Queue.HoldAsync(a, None));
        Assert.False(await Queue.HoldAsync(a, None));
        Assert.False(await Queue.HoldAsync(b + 100, None));
        Assert.Equal(a, Assert.Single(await Queue.ListAsync(OutboundState.Held, 0, 10, None)).Id);
        Assert.Equal(b, Assert.Single((await Queue.ClaimAsync(null, 10, Long, None)).Rows).Id);
        Assert.True(await Queue.ReleaseAsync(a, None));
        Assert.Equal(a, Assert.Single((await Queue.ClaimAsync(null, 10, Long, None)).Rows).Id);
        Assert.False(await Queue.ReleaseAsync(a, None));
        Assert.True(await Queue.DeleteAsync(b, None));
        Assert.False(await Queue.DeleteAsync(b, None));
        Assert.False(await Queue.ReleaseAsync(b, None));
        Assert.Equal(b, Assert.Single(await Queue.ListAsync(OutboundState.Deleted, 0, 10, None)).Id);
        Assert.Equal(b, Assert.Single(await Queue.ListAsync(null, a, 10, None)).Id);
    }

    [Fact]
    public async Task A_row_held_while_it_is_under_way_is_recorded_as_sent()
    {
        await Queue.AddAsync([Delivery("a@one.example")], None);
        var claim = await Queue.ClaimAsync(null, 10, Long, None);
        Assert.True(await Queue.HoldAsync(claim.Rows[0].Id, None));
        await Queue.SettleAsync(claim.Token, [new OutboundOutcome.Sent(claim.Rows[0].Id, "250")], None);
        Assert.Equal(OutboundState.Sent, (await OnlyAsync()).State);
    }

    [Fact]
    public async Task A_row_held_and_released_while_it_is_under_way_is_nobody_elses_before_that_attempt_ends()
    {
        await Queue.AddAsync([Delivery("a@one.example")], None);
        var claim = await Queue.ClaimAsync(null, 10, TimeSpan.Zero, None);
        var id = claim.Rows[0].Id;
        Assert.True(await Queue.HoldAsync(id, None));
        await Queue.RenewAsync(claim.Token, Long, None);
        Assert.True(await Queue.ReleaseAsync(id, None));
        Assert.Empty((await Queue.ClaimAsync(null, 10, Long, None)).Rows);

        await Queue.SettleAsync(claim.Token, [new OutboundOutcome.Deferred(id, "450", DateTimeOffset.UnixEpoch, DelayReported: false)], None);
        Assert.Equal(id, Assert.Single((await Queue.ClaimAsync(null, 10, Long, None)).Rows).Id);
    }

    [Fact]
    public async Task A_row_held_while_it_is_under_way_stays_held_when_it_is_deferred()
    {
        await Queue.AddAsync([Delivery("a@one.example")], None);
        var claim = await Queue.ClaimAsync(null, 10, Long, None);
        var id = claim.Rows[0].Id;
        Assert.True(await Queue.HoldAsync(id, None));
        await Queue.SettleAsync(claim.Token, [new OutboundOutcome.Deferred(id, "450", DateTimeOffset.UnixEpoch, DelayReported: false)], None);
        Assert.Equal((OutboundState.Held, 1), ((await OnlyAsync()).State, (await OnlyAsync()).Attempts));
        Assert.Empty((await Queue.ClaimAsync(null, 10, Long, None)).Rows);
        Assert.True(await Queue.ReleaseAsync(id, None));
        Assert.Single((await Queue.ClaimAsync(null, 10, Long, None)).Rows);
    }

    [Fact]
    public async Task A_row_released_after_its_worker_is_gone_is_free()
    {
        await Queue.AddAsync([Delivery("a@one.example")], None);
        var id = (await Queue.ClaimAsync(null, 10, TimeSpan.Zero, None)).Rows[0].Id;
        Assert.True(await Queue.HoldAsync(id, None));
        Assert.True(await Queue.ReleaseAsync(id, None));
        Assert.Equal(id, Assert.Single((await Queue.ClaimAsync(null, 10, Long, None)).Rows).Id);
    }

    [Fact]
    public async Task A_row_deleted_while_it_is_under_way_is_not_tried_again_and_its_success_is_recorded()
    {
        await Queue.AddAsync([Delivery("a@one.example")], None);
        var claim = await Queue.ClaimAsync(null, 10, TimeSpan.Zero, None);
        var id = claim.Rows[0].Id;
        Assert.False(await Queue.ReleaseAsync(id, None));
        Assert.True(await Queue.DeleteAsync(id, None));
        await Queue.SettleAsync(claim.Token, [new OutboundOutcome.Deferred(id, "450", DateTimeOffset.UnixEpoch, DelayReported: false)], None);
        Assert.Equal(OutboundState.Deleted, (await OnlyAsync()).State);
        Assert.Empty((await Queue.ClaimAsync(null, 10, Long, None)).Rows);
        await Queue.SettleAsync(claim.Token, [new OutboundOutcome.Sent(id, "250")], None);
        Assert.Equal(OutboundState.Sent, (await OnlyAsync()).State);
    }

    [Fact]
    public async Task A_failure_that_is_still_to_be_told_stays_with_its_row()
    {
        await Queue.AddAsync([Delivery("a@one.example"), Delivery("b@one.example")], None);
        var claim = await Queue.ClaimAsync(null, 10, Long, None);
        var failures = new[]
        {
            new OutboundFailure("5.1.1", "mx.one.example", new DateTimeOffset(2026, 5, 6, 8, 0, 0, TimeSpan.Zero)),
            new OutboundFailure("5.1.2", null, new DateTimeOffset(2026, 5, 6, 9, 0, 0, TimeSpan.Zero)),
        };
        for (var round = 0; round < 2; round++)
        {
            await Queue.SettleAsync(claim.Token, [.. claim.Rows.Select((r, i) => new OutboundOutcome.Failed(r.Id, "550 no", failures[i], DateTimeOffset.UnixEpoch))], None);
            await ReopenAsync();
            claim = await Queue.ClaimAsync(null, 10, Long, None);
            Assert.Equal(failures, claim.Rows.Select(r => r.Failure));
            Assert.All(claim.Rows, r => Assert.Equal((OutboundState.Waiting, "550 no", 1), (r.State, r.LastReply, r.Attempts)));
        }

        await Queue.SettleAsync(claim.Token, [.. claim.Rows.Select(r => new OutboundOutcome.Bounced(r.Id, "550 no"))], None);
        Assert.All(await Queue.ListAsync(null, 0, 10, None), r => Assert.Equal((OutboundState.Bounced, 1), (r.State, r.Attempts)));
    }

    [Fact]
    public async Task Only_what_ended_long_ago_is_purged()
    {
        await Queue.AddAsync([Delivery("a@one.example"), Delivery("b@one.example"), Delivery("c@one.example")], None);
        var claim = await Queue.ClaimAsync(null, 2, Long, None);
        await Queue.SettleAsync(claim.Token, [.. claim.Rows.Select(r => new OutboundOutcome.Sent(r.Id, "250"))], None);
        Assert.Equal(0, await Queue.PurgeAsync(DateTimeOffset.UnixEpoch, 10, None));
        var later = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(1, await Queue.PurgeAsync(later, 1, None));
        Assert.Equal(1, await Queue.PurgeAsync(later, 10, None));
        Assert.Equal("c@one.example", (await OnlyAsync()).Delivery.Recipient);
    }

    [Fact]
    public async Task Whoever_waits_is_woken_by_an_addition()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.Null(await Queue.FindNextDueAsync(None));
        var waiting = Queue.WaitAsync(patience.Token).AsTask();
        await Queue.AddAsync([Delivery("a@one.example")], None);
        await waiting;
        Assert.NotNull(await Queue.FindNextDueAsync(None));
    }

    private async Task<QueuedDelivery> OnlyAsync() => Assert.Single(await Queue.ListAsync(null, 0, 10, None));

    private static OutboundDelivery Delivery(string recipient, IngestId? ingest = null) => new(
        ingest ?? new IngestId(Guid.CreateVersion7()),
        new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.Zero),
        new BlobRef(BlobKind.Segment, 7, 4096, 1234),
        "sender@acme.test",
        recipient,
        recipient.Split('@')[1],
        new DateTimeOffset(2026, 5, 11, 7, 8, 9, TimeSpan.Zero));
}
