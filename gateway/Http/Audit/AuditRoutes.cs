using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Mail.Gateway.Http.Audit;

/// <summary>Reading the record of changes.</summary>
internal static class AuditRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/audit", (IAuditTrail trail, HttpContext http, int? limit, string? cursor) => ListAsync(trail, null, limit, cursor))
            .Describe(new OperationInfo("listAudit", "Audit", Access.System, "Lists all changes, newest first"));
        api.MapGet(
                "/tenants/{tenant}/audit",
                (IAuditTrail trail, HttpContext http, int? limit, string? cursor) => ListAsync(trail, ApiCall.Of(http).Tenant!.Id.Value, limit, cursor))
            .Describe(new OperationInfo("listTenantAudit", "Audit", Access.Tenant, "Lists a tenant's changes, newest first"));
    }

    private static async Task<Page<AuditDocument>> ListAsync(IAuditTrail trail, string? tenant, int? limit, string? cursor)
    {
        var most = Paging.Limit(limit);
        var entries = await trail.ReadAsync(tenant, Paging.Number(cursor, long.MaxValue), most);
        return Paging.Of(
            entries.Select(e => new AuditDocument(e.Id, e.At, e.Actor, e.Action, e.Subject, e.Tenant, e.Address, e.CorrelationId, e.Detail)),
            most, last => Paging.Cursor(last.Id));
    }
}
