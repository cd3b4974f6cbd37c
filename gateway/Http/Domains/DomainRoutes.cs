using Mail.Contracts.Catalog;
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

namespace Mail.Gateway.Http.Domains;

/// <summary>Domains of a tenant.</summary>
internal static class DomainRoutes
{
    private const string Tag = "Domains";
    private const string Path = "/tenants/{tenant}/domains/{domain}";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tenants/{tenant}/domains", ListAsync)
            .Describe(new OperationInfo("listDomains", Tag, Access.Tenant, "Lists a tenant's domains", "By name."));
        api.MapGet(Path, Get).Describe(new OperationInfo("getDomain", Tag, Access.Tenant, "Shows a domain") { HasETag = true });
        api.MapPut(Path, PutAsync).Describe(new OperationInfo(
            "putDomain", Tag, Access.Tenant, "Serves a domain, or changes its settings",
            "What the body does not name is switched off. To serve a new domain needs a key of the system: whoever has a domain receives the mail of all others here that goes to it.")
        {
            Changes = true, HasBody = true, HasETag = true, MayBeNew = true, Errors = [OperationError.Exists("Another tenant has the domain.")],
        });
        api.MapDelete(Path, DeleteAsync).Describe(new OperationInfo("deleteDomain", Tag, Access.Tenant, "Ends serving a domain")
        {
            Changes = true, Errors = [OperationError.Precondition("The domain still has users or aliases.")],
        });
    }

    private static async Task<Page<DomainDocument>> ListAsync(IGrainFactory grains, HttpContext http, int? limit, string? cursor)
    {
        var most = Paging.Limit(limit);
        var found = await grains.GetGrain<ICatalogGrain>(0).ListDomainsAsync(ApiCall.Of(http).Tenant!.Id, Paging.Text(cursor), most);
        return Paging.Of(found.Select(d => Document(d.Name, d.Settings)), most, d => Paging.Cursor(d.Name));
    }

    private static DomainDocument Get(HttpContext http) => http.WithETag(Document(ApiCall.Of(http).Domain, ApiCall.Of(http).DomainSettings!));

    private static async Task<Results<Ok<DomainDocument>, Created<DomainDocument>>> PutAsync(PutDomainBody body, IGrainFactory grains, HttpContext http)
    {
        var call = ApiCall.Of(http);
        var settings = new DomainSettings(call.Tenant!.Id, CatchAll(body.CatchAll), Delimiter(body.TagDelimiter));
        var domain = grains.GetGrain<IDomainGrain>(call.Domain.Value);
        if (call.DomainSettings is { } present)
        {
            await (ETags.Match(http, Document(call.Domain, present)) ? domain.ReplaceAsync(settings, present) : domain.PutAsync(settings));
            return TypedResults.Ok(http.WithETag(Document(call.Domain, settings)));
        }

        if (call.Caller.Kind != CallerKind.System)
        {
            throw ApiException.Denied("A new domain needs an API key of the system; its settings can be changed with a key of the tenant.");
        }

        if (http.Request.Headers.IfMatch.Count > 0)
        {
            throw ApiException.Changed();
        }

        await domain.PutAsync(settings);
        var document = http.WithETag(Document(call.Domain, settings));
        return TypedResults.Created($"/api/v2/tenants/{document.Tenant}/domains/{document.Name}", document);
    }

    private static async Task<NoContent> DeleteAsync(IGrainFactory grains, HttpContext http)
    {
        await grains.GetGrain<IDomainGrain>(ApiCall.Of(http).Domain.Value).DeleteAsync();
        return TypedResults.NoContent();
    }

    private static EmailAddress? CatchAll(string? text) => text is null ? null
        : EmailAddress.TryParse(text, out var address) ? address
        : throw ApiException.Invalid($"catchAll '{text}' is not a mail address.");

    private static char? Delimiter(string? text) => text switch
    {
        null => null,
        { Length: 1 } => text[0],
        _ => throw ApiException.Invalid("tagDelimiter must be one character."),
    };

    private static DomainDocument Document(DomainName name, DomainSettings settings) =>
        new(name.Value, settings.Tenant.Value, settings.CatchAll?.ToString(), settings.TagDelimiter?.ToString());
}
