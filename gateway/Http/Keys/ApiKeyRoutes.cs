using Mail.Contracts.Catalog;
using Mail.Contracts.Keys;
using Mail.Domain.Identity;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orleans;

namespace Mail.Gateway.Http.Keys;

/// <summary>API keys, of the system and of a tenant.</summary>
internal static class ApiKeyRoutes
{
    private const string Tag = "API keys";

    public static void Map(IEndpointRouteBuilder api)
    {
        Map(api, "", "", "the system", Access.System);
        Map(api, "/tenants/{tenant}", "Tenant", "a tenant", Access.Tenant);
    }

    private static void Map(IEndpointRouteBuilder api, string path, string of, string whose, Access access)
    {
        api.MapGet(path + "/api-keys", ListAsync)
            .Describe(new OperationInfo($"list{of}ApiKeys", Tag, access, $"Lists the API keys of {whose}", "Without their secrets."));
        api.MapPost(path + "/api-keys", CreateAsync).Describe(new OperationInfo(
            $"create{of}ApiKey", Tag, access, $"Creates an API key of {whose}", "The key is in the response and nowhere else.")
        {
            Changes = true, Creates = true, HasBody = true,
        });
        api.MapDelete(path + "/api-keys/{key}", RevokeAsync)
            .Describe(new OperationInfo($"revoke{of}ApiKey", Tag, access, $"Revokes an API key of {whose}", "It stops working at once.") { Changes = true });
    }

    private static async Task<Page<ApiKeyDocument>> ListAsync(IGrainFactory grains, HttpContext http, int? limit, string? cursor)
    {
        var most = Paging.Limit(limit);
        var keys = await grains.GetGrain<ICatalogGrain>(0).ListApiKeysAsync(Tenant(http), Paging.Text(cursor), most);
        return Paging.Of(keys.Select(k => new ApiKeyDocument(k.Id, k.Name, k.CreatedAt, k.Tenant?.Value)), most, k => Paging.Cursor(k.Id));
    }

    private static async Task<Created<NewApiKeyDocument>> CreateAsync(CreateApiKeyBody body, IGrainFactory grains, TimeProvider time, HttpContext http)
    {
        var (call, tenant) = (ApiCall.Of(http), Tenant(http));
        var text = ApiKeyText.Create(call.NewBytes(ApiKeyText.IdLength), out var id, out var hash);
        var made = new CreateApiKey(body.Name, tenant, hash, time.GetUtcNow());
        var key = grains.GetGrain<IApiKeyGrain>(id);
        if (call.IsResumed)
        {
            // Nobody was told the secret that an earlier run of this request may have made.
            await key.RevokeAsync();
        }

        await key.CreateAsync(made);
        var parent = tenant is { } scoped ? $"/api/v2/tenants/{scoped}" : "/api/v2";
        return TypedResults.Created($"{parent}/api-keys/{id}", new NewApiKeyDocument(id, made.Name, made.CreatedAt, text, tenant?.Value));
    }

    private static async Task<NoContent> RevokeAsync(string key, IGrainFactory grains, HttpContext http)
    {
        var grain = grains.GetGrain<IApiKeyGrain>(key);
        if (await grain.GetAsync() is not { } found || found.Tenant != Tenant(http) || !await grain.RevokeAsync())
        {
            throw ApiException.NotFound($"There is no API key '{key}'.");
        }

        return TypedResults.NoContent();
    }

    private static TenantId? Tenant(HttpContext http) => ApiCall.Of(http).Tenant?.Id;
}
