using System.Collections.Immutable;
using Mail.Contracts.Catalog;
using Mail.Contracts.Directory;
using Mail.Domain.Identity;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orleans;

namespace Mail.Gateway.Http.Domains;

/// <summary>Aliases of a domain.</summary>
internal static class AliasRoutes
{
    private const string Tag = "Aliases";
    private const string Path = "/domains/{domain}/aliases/{alias}";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/domains/{domain}/aliases", ListAsync)
            .Describe(new OperationInfo("listAliases", Tag, Access.Tenant, "Lists a domain's aliases", "By local part."));
        api.MapGet(Path, GetAsync).Describe(new OperationInfo("getAlias", Tag, Access.Tenant, "Shows an alias"));
        api.MapPut(Path, PutAsync).Describe(new OperationInfo("putAlias", Tag, Access.Tenant, "Makes an alias, or changes its targets")
        {
            Changes = true, HasBody = true, Errors = [OperationError.Exists("A user has the address.")],
        });
        api.MapDelete(Path, DeleteAsync).Describe(new OperationInfo("deleteAlias", Tag, Access.Tenant, "Removes an alias") { Changes = true });
    }

    private static async Task<Page<AliasDocument>> ListAsync(IGrainFactory grains, HttpContext http, int? limit, string? cursor)
    {
        var most = Paging.Limit(limit);
        var found = await grains.GetGrain<ICatalogGrain>(0).ListAliasesAsync(ApiCall.Of(http).Domain, Paging.Text(cursor), most);
        return Paging.Of(found.Select(Document), most, a => Paging.Cursor(a.LocalPart));
    }

    private static async Task<AliasDocument> GetAsync(string alias, IGrainFactory grains, HttpContext http) => Document(await FindAsync(alias, grains, http));

    private static async Task<Results<Ok<AliasDocument>, Created<AliasDocument>>> PutAsync(
        string alias, PutAliasBody body, IGrainFactory grains, HttpContext http)
    {
        var domain = ApiCall.Of(http).Domain;
        if (!EmailAddress.TryCreate(alias, domain, out var address))
        {
            throw ApiException.Invalid($"'{alias}' is not the local part of an address.");
        }

        ImmutableArray<EmailAddress> targets = [.. body.Targets.Select(t => EmailAddress.TryParse(t, out var target)
            ? target
            : throw ApiException.Invalid($"'{t}' is not a mail address."))];
        var isNew = await grains.GetGrain<IDirectoryGrain>(domain.Value).PutAliasAsync(alias, targets);
        var document = Document(new AddressEntry(address, null, targets));
        return isNew
            ? TypedResults.Created($"/api/v2/domains/{domain}/aliases/{Uri.EscapeDataString(address.LocalPart)}", document)
            : TypedResults.Ok(document);
    }

    private static async Task<NoContent> DeleteAsync(string alias, IGrainFactory grains, HttpContext http)
    {
        var entry = await FindAsync(alias, grains, http);
        await grains.GetGrain<IDirectoryGrain>(entry.Address.Domain.Value).RemoveAsync(entry.Address.LocalPart);
        return TypedResults.NoContent();
    }

    private static async Task<AddressEntry> FindAsync(string alias, IGrainFactory grains, HttpContext http)
    {
        var domain = ApiCall.Of(http).Domain;
        var entry = EmailAddress.TryCreate(alias, domain, out _) ? await grains.GetGrain<IDirectoryGrain>(domain.Value).FindAsync(alias) : null;
        return entry is { Account: null } ? entry : throw ApiException.NotFound($"There is no alias '{alias}@{domain}'.");
    }

    private static AliasDocument Document(AddressEntry entry) =>
        new(entry.Address.ToString(), entry.Address.LocalPart, entry.Targets.Select(t => t.ToString()).ToList());
}
