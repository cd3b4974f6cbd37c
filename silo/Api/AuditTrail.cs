using Mail.Gateway.Http.Audit;
using Mail.Storage.Audit;

namespace Mail.Silo.Api;

/// <summary>The API's record of changes in the store.</summary>
internal sealed class AuditTrail(IAuditLog log) : IAuditTrail
{
    public ValueTask AppendAsync(AuditEntry entry) => log.AppendAsync(
        new AuditEvent(entry.At, entry.Tenant, entry.Actor, entry.Action, entry.Subject, entry.Address, entry.CorrelationId, entry.Detail),
        CancellationToken.None);

    public async ValueTask<IReadOnlyList<AuditEntry>> ReadAsync(string? tenant, long beforeId, int most)
    {
        var rows = await log.ReadAsync(tenant, beforeId, most, CancellationToken.None);
        return rows.Select(r => new AuditEntry(
            r.Id, r.Event.At, r.Event.Tenant, r.Event.Actor, r.Event.Action, r.Event.Subject, r.Event.Address, r.Event.CorrelationId, r.Event.Detail)).ToList();
    }
}
