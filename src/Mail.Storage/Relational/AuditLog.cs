using System.Collections.Immutable;
using Mail.Storage.Audit;
using Mail.Storage.Sql;

namespace Mail.Storage.Relational;

/// <summary>The record of changes, in either dialect.</summary>
internal sealed class AuditLog(ISqlDatabase database) : IAuditLog
{
    private const int LongestDetail = 4_000;
    private const string Columns = "at_ticks, tenant, actor, action, subject, detail, address, correlation_id";
    private const string Insert = $"INSERT INTO audit.events ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    private const string All = $"SELECT id, {Columns} FROM audit.events WHERE id < $1 ORDER BY id DESC LIMIT $2";
    private const string OfTenant = $"SELECT id, {Columns} FROM audit.events WHERE tenant = $3 AND id < $1 ORDER BY id DESC LIMIT $2";

    public ValueTask AppendAsync(AuditEvent happened, CancellationToken cancellation)
    {
        var detail = happened.Detail is { Length: > LongestDetail } longer ? longer[..LongestDetail] : happened.Detail;
        var insert = new SqlStatement(
            Insert, happened.At.UtcTicks, happened.Tenant, happened.Actor, happened.Action, happened.Subject, detail, happened.Address, happened.CorrelationId);
        return database.WriteAsync([insert], null, cancellation);
    }

    public async ValueTask<ImmutableArray<AuditRow>> ReadAsync(string? tenant, long beforeId, int most, CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<AuditRow>();
        var query = tenant is null ? new SqlStatement(All, beforeId, most) : new SqlStatement(OfTenant, beforeId, most, tenant);
        await database.ReadAsync([query], (_, row) => rows.Add(Row(row)), cancellation).ConfigureAwait(false);
        return rows.DrainToImmutable();
    }

    private static AuditRow Row(ISqlRow row) => new(row.Number(0), new AuditEvent(
        new DateTimeOffset(row.Number(1), TimeSpan.Zero),
        Text(row, 2),
        row.Text(3),
        row.Text(4),
        row.Text(5),
        Text(row, 7),
        Text(row, 8),
        Text(row, 6)));

    private static string? Text(ISqlRow row, int column) => row.IsNull(column) ? null : row.Text(column);
}
