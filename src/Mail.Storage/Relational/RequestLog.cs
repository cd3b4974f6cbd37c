using Mail.Storage.Requests;
using Mail.Storage.Sql;

namespace Mail.Storage.Relational;

/// <summary>Requests by idempotency key, in either dialect.</summary>
internal sealed class RequestLog(ISqlDatabase database, FreshIds ids) : IRequestLog
{
    private const string Expire = "DELETE FROM mail_state.requests WHERE key = $1 AND created_ticks < $2";

    private const string Insert = """
        INSERT INTO mail_state.requests (key, fingerprint, created_ticks, started_ticks, claim) VALUES ($1, $2, $3, $3, $4)
        ON CONFLICT (key) DO NOTHING
        """;

    // A run that is resumed begins later than the first one, whatever the clock says: that tells the two apart.
    private const string Resume = """
        UPDATE mail_state.requests SET started_ticks = CASE WHEN $3 > created_ticks THEN $3 ELSE created_ticks + 1 END, claim = $4
        WHERE key = $1 AND fingerprint = $2 AND response IS NULL AND started_ticks < $5
        """;

    private const string Read = "SELECT fingerprint, created_ticks, started_ticks, claim, response FROM mail_state.requests WHERE key = $1";
    private const string Renew = "UPDATE mail_state.requests SET started_ticks = $3 WHERE key = $1 AND claim = $2 AND response IS NULL";
    private const string Complete = "UPDATE mail_state.requests SET response = $3 WHERE key = $1 AND claim = $2";
    private const string Release = "DELETE FROM mail_state.requests WHERE key = $1 AND claim = $2 AND response IS NULL";
    private const string Abandon = "UPDATE mail_state.requests SET started_ticks = 0 WHERE key = $1 AND claim = $2 AND response IS NULL";
    private const string Forget = "DELETE FROM mail_state.requests WHERE created_ticks < $1";

    public async ValueTask<RequestClaim> ClaimAsync(
        string key, string fingerprint, DateTimeOffset now, DateTimeOffset abandonedBefore, DateTimeOffset forgottenBefore, CancellationToken cancellation)
    {
        var claim = ids.Next();
        SqlStatement[] statements =
        [
            new(Expire, key, forgottenBefore.UtcTicks),
            new(Insert, key, fingerprint, now.UtcTicks, claim),
            new(Resume, key, fingerprint, now.UtcTicks, claim, abandonedBefore.UtcTicks),
            new(Read, key),
        ];
        RequestClaim? found = null;
        await database.WriteAsync(statements, row => found = Claim(row, fingerprint, claim), cancellation).ConfigureAwait(false);

        // Nothing: its owner freed it between the insert and the read. The caller may try again.
        return found ?? new RequestClaim(RequestOutcome.Running, now, default, default);
    }

    public ValueTask RenewAsync(string key, Guid claim, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync([new SqlStatement(Renew, key, claim, now.UtcTicks)], null, cancellation);

    public ValueTask CompleteAsync(string key, Guid claim, ReadOnlyMemory<byte> response, CancellationToken cancellation) =>
        database.WriteAsync([new SqlStatement(Complete, key, claim, response)], null, cancellation);

    public ValueTask ReleaseAsync(string key, Guid claim, CancellationToken cancellation) =>
        database.WriteAsync([new SqlStatement(Release, key, claim)], null, cancellation);

    public ValueTask AbandonAsync(string key, Guid claim, CancellationToken cancellation) =>
        database.WriteAsync([new SqlStatement(Abandon, key, claim)], null, cancellation);

    public ValueTask ForgetAsync(DateTimeOffset before, CancellationToken cancellation) =>
        database.WriteAsync([new SqlStatement(Forget, before.UtcTicks)], null, cancellation);

    private static RequestClaim Claim(ISqlRow row, string fingerprint, Guid claim)
    {
        var created = new DateTimeOffset(row.Number(1), TimeSpan.Zero);
        if (row.Uuid(3) == claim)
        {
            return new RequestClaim(row.Number(1) == row.Number(2) ? RequestOutcome.Claimed : RequestOutcome.Resumed, created, claim, default);
        }

        return row.Text(0) != fingerprint ? new RequestClaim(RequestOutcome.Different, created, default, default)
            : row.IsNull(4) ? new RequestClaim(RequestOutcome.Running, created, default, default)
            : new RequestClaim(RequestOutcome.Done, created, default, row.Blob(4));
    }
}
