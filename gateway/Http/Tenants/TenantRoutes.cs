using Mail.Contracts.Catalog;
using Mail.Contracts.Errors;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orleans;

namespace Mail.Gateway.Http.Tenants;

/// <summary>Tenants (OPS-16).</summary>
internal static class TenantRoutes
{
    private const string Tag = "Tenants";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tenants", ListAsync)
            .Describe(new OperationInfo("listTenants", Tag, Access.System, "Lists tenants", "By id."));
        api.MapPost("/tenants", CreateAsync).Describe(new OperationInfo("createTenant", Tag, Access.System, "Creates a tenant")
        {
            Changes = true, Creates = true, HasBody = true, Errors = [OperationError.Exists("There is such a tenant.")],
        });
        api.MapGet("/tenants/{tenant}", Get)
            .Describe(new OperationInfo("getTenant", Tag, Access.Tenant, "Shows a tenant") { HasETag = true });
        api.MapPatch("/tenants/{tenant}", UpdateAsync).Describe(new OperationInfo("updateTenant", Tag, Access.Tenant, "Changes a tenant")
        {
            Changes = true, HasBody = true, HasETag = true,
        });
        api.MapDelete("/tenants/{tenant}", DeleteAsync).Describe(new OperationInfo(
            "deleteTenant", Tag, Access.System, "Ends a tenant", "Its API keys stop working at once. Its audit log stays.")
        {
            Changes = true, Errors = [OperationError.Precondition("The tenant still has domains, and so perhaps users.")],
        });
    }

    private static async Task<Page<TenantDocument>> ListAsync(IGrainFactory grains, int? limit, string? cursor)
    {
        var most = Paging.Limit(limit);
        var found = await grains.GetGrain<ICatalogGrain>(0).ListTenantsAsync(Paging.Text(cursor), most);
        return Paging.Of(found.Select(Document), most, t => Paging.Cursor(t.Id));
    }

    private static async Task<Created<TenantDocument>> CreateAsync(CreateTenantBody body, IGrainFactory grains, HttpContext http)
    {
        if (!TenantId.TryParse(body.Id, out var id) || id.Value != body.Id)
        {
            throw ApiException.Invalid("A tenant's id has 1 to 63 of a-z, 0-9 and '-', and does not start with '-'.");
        }

        var name = body.DisplayName ?? body.Id;
        var tenant = grains.GetGrain<ITenantGrain>(id.Value);
        try
        {
            await tenant.AddAsync(name);
        }
        catch (MailException refusal) when (refusal.Code == MailErrorCode.AlreadyExists && ApiCall.Of(http).IsResumed)
        {
            // An earlier run of this request got as far as this.
        }

        return TypedResults.Created($"/api/v2/tenants/{id}", http.WithETag(Document((await tenant.GetAsync())!)));
    }

    private static TenantDocument Get(HttpContext http) => http.WithETag(Document(ApiCall.Of(http).Tenant!));

    private static async Task<TenantDocument> UpdateAsync(UpdateTenantBody body, IGrainFactory grains, HttpContext http)
    {
        var present = ApiCall.Of(http).Tenant!;
        var expected = ETags.Match(http, Document(present)) ? present.DisplayName : null;
        var tenant = grains.GetGrain<ITenantGrain>(present.Id.Value);
        await tenant.RenameAsync(body.DisplayName, expected);
        return http.WithETag(Document((await tenant.GetAsync())!));
    }

    private static async Task<NoContent> DeleteAsync(IGrainFactory grains, HttpContext http)
    {
        await grains.GetGrain<ITenantGrain>(ApiCall.Of(http).Tenant!.Id.Value).DeleteAsync();
        return TypedResults.NoContent();
    }

    private static TenantDocument Document(TenantInfo tenant) => new(tenant.Id.Value, tenant.DisplayName, tenant.Domains);
}
