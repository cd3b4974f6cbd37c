using System.Collections.Immutable;
using Mail.Domain.Blobs;
using Mail.Domain.Delivery;
using Mail.Domain.Identity;
using Mail.Storage.Queue;
using Mail.Storage.Sql;

namespace Mail.Storage.Relational;

/// <summary>Mail to other servers, in either dialect: <c>queue.outbound</c>.</summary>
internal sealed class OutboundQueue(ISqlDatabase database, OutboxSignals signals, FreshIds ids, TimeProvider time) : IOutboundQueue
{
    /// <summary>For a store that no other process has open: claims of an earlier run are nobody's.</summary>
    public const string EndAllClaims = "UPDATE queue.outbound SET claim = NULL, due_ticks = 0 WHERE claim IS NOT NULL";

    private const string Signal = "\0outbound";
    private const int LongestReply = 1_000;
    private const int MostClaimed = 1_000;

    private const string Columns = """
        id, ingest_id, accepted_ticks, blob_kind, blob_container, blob_offset, blob_length, mail_from, recipient, domain, expires_ticks,
        envelope_id, ret, notify, original_recipient, state, due_ticks, attempts, last_reply, delay_reported, finished_ticks,
        failed_status, failed_host, failed_ticks
        """;

    private const string Insert = """
        INSERT INTO queue.outbound (ingest_id, accepted_ticks, blob_kind, blob_container, blob_offset, blob_length, mail_from, recipient, domain,
            expires_ticks, envelope_id, ret, notify, original_recipient, state, due_ticks, attempts, delay_reported, finished_ticks)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, $15, 0, 0, 0)
        ON CONFLICT (ingest_id, recipient) DO NOTHING
        """;

    private const string DueDomains = """
        SELECT domain FROM queue.outbound WHERE state = 0 AND due_ticks <= $1 GROUP BY domain ORDER BY min(due_ticks), domain LIMIT $2
        """;

    // The outer condition is checked again once a row's lock is there: of two that claim at a time, each row goes to one.
    private const string ClaimAny = $"""
        UPDATE queue.outbound SET claim = $1, due_ticks = $2 WHERE state = 0 AND due_ticks <= $3
            AND id IN (SELECT id FROM queue.outbound WHERE state = 0 AND due_ticks <= $3 ORDER BY due_ticks, id LIMIT $4)
        RETURNING {Columns}
        """;

    private const string ClaimDomain = $"""
        UPDATE queue.outbound SET claim = $1, due_ticks = $2 WHERE state = 0 AND due_ticks <= $3
            AND id IN (SELECT id FROM queue.outbound WHERE state = 0 AND domain = $5 AND due_ticks <= $3 ORDER BY due_ticks, id LIMIT $4)
        RETURNING {Columns}
        """;

    // Held rows too: one that is released while its worker still sends must not be anybody else's.
    private const string Renew = "UPDATE queue.outbound SET due_ticks = $2 WHERE claim = $1 AND state IN (0, 1)";

    private const string Sent = """
        UPDATE queue.outbound SET state = 2, claim = NULL, attempts = attempts + 1, last_reply = $2, finished_ticks = $3
        WHERE id = $1 AND state <> 2
        """;

    private const string Defer = """
        UPDATE queue.outbound SET claim = NULL, attempts = attempts + 1, last_reply = $3, due_ticks = $4, delay_reported = $5
        WHERE id = $1 AND claim = $2 AND state IN (0, 1)
        """;

    // To tell the sender of what is known is no further attempt.
    private const string OneAttempt = "attempts = attempts + CASE WHEN failed_ticks IS NULL THEN 1 ELSE 0 END";

    private const string Fail = $"""
        UPDATE queue.outbound SET claim = NULL, {OneAttempt}, last_reply = $3, due_ticks = $4, failed_status = $5, failed_host = $6, failed_ticks = $7
        WHERE id = $1 AND claim = $2 AND state IN (0, 1)
        """;

    private const string Bounce = $"""
        UPDATE queue.outbound SET state = 3, claim = NULL, {OneAttempt}, last_reply = $3, finished_ticks = $4
        WHERE id = $1 AND claim = $2 AND state IN (0, 1)
        """;

    private const string GiveBack = "UPDATE queue.outbound SET claim = NULL, due_ticks = $3 WHERE id = $1 AND claim = $2";
    private const string NextDue = "SELECT due_ticks FROM queue.outbound WHERE state = 0 ORDER BY due_ticks LIMIT 1";
    private const string Depths = "SELECT state, count(*), min(accepted_ticks) FROM queue.outbound WHERE state IN (0, 1) GROUP BY state ORDER BY state";
    private const string ListAll = $"SELECT {Columns} FROM queue.outbound WHERE id > $1 ORDER BY id LIMIT $2";
    private const string ListState = $"SELECT {Columns} FROM queue.outbound WHERE state = $3 AND id > $1 ORDER BY id LIMIT $2";
    private const string Hold = "UPDATE queue.outbound SET state = 1 WHERE id = $1 AND state = 0 RETURNING 1";

    private const string Release = """
        UPDATE queue.outbound SET state = 0, due_ticks = CASE WHEN claim IS NULL THEN $2 ELSE due_ticks END
        WHERE id = $1 AND (state = 1 OR (state = 0 AND claim IS NULL)) RETURNING 1
        """;

    private const string Delete = "UPDATE queue.outbound SET state = 4, claim = NULL, finished_ticks = $2 WHERE id = $1 AND state IN (0, 1) RETURNING 1";

    private const string Purge = """
        DELETE FROM queue.outbound WHERE id IN
            (SELECT id FROM queue.outbound WHERE finished_ticks > 0 AND finished_ticks < $1 ORDER BY finished_ticks LIMIT $2) RETURNING 1
        """;

    private long Now => time.GetUtcNow().UtcTicks;

    public async ValueTask AddAsync(ImmutableArray<OutboundDelivery> deliveries, CancellationToken cancellation)
    {
        if (deliveries.IsDefaultOrEmpty)
        {
            return;
        }

        var now = Now;
        await database.WriteAsync(deliveries.Select(d => Row(d, now)).ToArray(), null, cancellation).ConfigureAwait(false);
        signals.Raise(Signal);
    }

    public async ValueTask<ImmutableArray<string>> ReadDueDomainsAsync(int most, CancellationToken cancellation)
    {
        var domains = ImmutableArray.CreateBuilder<string>();
        await database.ReadAsync([new SqlStatement(DueDomains, Now, most)], (_, row) => domains.Add(row.Text(0)), cancellation).ConfigureAwait(false);
        return domains.DrainToImmutable();
    }

    public async ValueTask<OutboundClaim> ClaimAsync(string? domain, int most, TimeSpan lease, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostClaimed);
        var (token, now) = (ids.Next(), Now);
        var claim = domain is null
            ? new SqlStatement(ClaimAny, token, now + lease.Ticks, now, most)
            : new SqlStatement(ClaimDomain, token, now + lease.Ticks, now, most, domain);
        var rows = new List<QueuedDelivery>();
        await database.WriteAsync([claim], row => rows.Add(Queued(row)), cancellation).ConfigureAwait(false);
        return new OutboundClaim(token, [.. rows.OrderBy(r => r.Id)]);
    }

    public ValueTask RenewAsync(Guid token, TimeSpan lease, CancellationToken cancellation) =>
        database.WriteAsync([new SqlStatement(Renew, token, Now + lease.Ticks)], null, cancellation);

    public async ValueTask SettleAsync(Guid token, ImmutableArray<OutboundOutcome> outcomes, CancellationToken cancellation)
    {
        if (outcomes.IsDefaultOrEmpty)
        {
            return;
        }

        var now = Now;
        await database.WriteAsync(outcomes.Select(o => Settlement(token, o, now)).ToArray(), null, cancellation).ConfigureAwait(false);
        signals.Raise(Signal);
    }

    public async ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellation)
    {
        DateTimeOffset? due = null;
        await database.ReadAsync([new SqlStatement(NextDue)], (_, row) => due = Time(row.Number(0)), cancellation).ConfigureAwait(false);
        return due;
    }

    public async ValueTask<ImmutableArray<OutboundDepth>> ReadDepthsAsync(CancellationToken cancellation)
    {
        var depths = ImmutableArray.CreateBuilder<OutboundDepth>();
        await database.ReadAsync(
            [new SqlStatement(Depths)], (_, row) => depths.Add(new OutboundDepth((OutboundState)row.Number(0), row.Number(1), Time(row.Number(2)))), cancellation)
            .ConfigureAwait(false);
        return depths.DrainToImmutable();
    }

    public ValueTask WaitAsync(CancellationToken cancellation) => signals.WaitAsync(Signal, cancellation);

    public async ValueTask<ImmutableArray<QueuedDelivery>> ListAsync(OutboundState? state, long afterId, int most, CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<QueuedDelivery>();
        var list = state is { } wanted ? new SqlStatement(ListState, afterId, most, (long)wanted) : new SqlStatement(ListAll, afterId, most);
        await database.ReadAsync([list], (_, row) => rows.Add(Queued(row)), cancellation).ConfigureAwait(false);
        return rows.DrainToImmutable();
    }

    public ValueTask<bool> HoldAsync(long id, CancellationToken cancellation) => ChangeAsync(new SqlStatement(Hold, id), cancellation);

    public async ValueTask<bool> ReleaseAsync(long id, CancellationToken cancellation)
    {
        var released = await ChangeAsync(new SqlStatement(Release, id, Now), cancellation).ConfigureAwait(false);
        signals.Raise(Signal);
        return released;
    }

    public ValueTask<bool> DeleteAsync(long id, CancellationToken cancellation) => ChangeAsync(new SqlStatement(Delete, id, Now), cancellation);

    public async ValueTask<int> PurgeAsync(DateTimeOffset before, int most, CancellationToken cancellation)
    {
        var purged = 0;
        await database.WriteAsync([new SqlStatement(Purge, before.UtcTicks, most)], _ => purged++, cancellation).ConfigureAwait(false);
        return purged;
    }

    private static SqlStatement Row(OutboundDelivery d, long now) => new(
        Insert, d.Ingest.Value, d.AcceptedAt.UtcTicks, (long)d.Blob.Kind, d.Blob.Container, d.Blob.Offset, d.Blob.Length, d.MailFrom, d.Recipient,
        d.Domain, d.ExpiresAt.UtcTicks, d.EnvelopeId, (long)d.Return, (long)d.Notify, d.OriginalRecipient, now);

    private static SqlStatement Settlement(Guid token, OutboundOutcome outcome, long now)
    {
        var reply = outcome.Reply.Length <= LongestReply ? outcome.Reply : outcome.Reply[..LongestReply];
        return outcome switch
        {
            OutboundOutcome.Sent sent => new SqlStatement(Sent, sent.Id, reply, now),
            OutboundOutcome.Deferred d => new SqlStatement(Defer, d.Id, token, reply, d.DueAt.UtcTicks, d.DelayReported ? 1 : 0),
            OutboundOutcome.Failed f => new SqlStatement(
                Fail, f.Id, token, reply, f.DueAt.UtcTicks, f.Failure.Status, f.Failure.Host, f.Failure.At.UtcTicks),
            OutboundOutcome.Bounced bounced => new SqlStatement(Bounce, bounced.Id, token, reply, now),
            _ => new SqlStatement(GiveBack, outcome.Id, token, now),
        };
    }

    private static QueuedDelivery Queued(ISqlRow row)
    {
        var delivery = new OutboundDelivery(
            new IngestId(row.Uuid(1)),
            Time(row.Number(2)),
            new BlobRef((BlobKind)row.Number(3), row.Number(4), row.Number(5), (int)row.Number(6)),
            row.Text(7),
            row.Text(8),
            row.Text(9),
            Time(row.Number(10)))
        {
            EnvelopeId = row.IsNull(11) ? null : row.Text(11),
            Return = (DsnReturn)row.Number(12),
            Notify = (DsnNotify)row.Number(13),
            OriginalRecipient = row.IsNull(14) ? null : row.Text(14),
        };
        return new QueuedDelivery(
            row.Number(0),
            delivery,
            (OutboundState)row.Number(15),
            Time(row.Number(16)),
            (int)row.Number(17),
            row.IsNull(18) ? null : row.Text(18),
            row.Number(19) != 0,
            row.Number(20) == 0 ? null : Time(row.Number(20)))
        {
            Failure = row.IsNull(23) ? null : new OutboundFailure(row.Text(21), row.IsNull(22) ? null : row.Text(22), Time(row.Number(23))),
        };
    }

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private async ValueTask<bool> ChangeAsync(SqlStatement change, CancellationToken cancellation)
    {
        var changed = false;
        await database.WriteAsync([change], _ => changed = true, cancellation).ConfigureAwait(false);
        return changed;
    }
}
