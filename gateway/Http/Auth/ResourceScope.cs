using Mail.Contracts.Accounts;
using Mail.Contracts.Directory;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Routing;
using Orleans;

namespace Mail.Gateway.Http.Auth;

/// <summary>
/// The one place where the scope of callers is enforced. Every resource that belongs to a tenant is named in the path, so nothing else
/// has to be looked at. What is another tenant's looks exactly as if it were not there.
/// </summary>
internal sealed class ResourceScope(IGrainFactory grains)
{
    /// <exception cref="ApiException">The caller may not, or there is no such resource for it.</exception>
    public async ValueTask<ApiCall> EnterAsync(Caller caller, OperationInfo operation, RouteValueDictionary path)
    {
        CheckKind(caller, operation.Access);
        var call = new ApiCall(caller);
        if (path.TryGetValue("tenant", out var tenant))
        {
            await EnterTenantAsync(call, (string)tenant!);
        }

        if (path.TryGetValue("domain", out var domain))
        {
            await EnterDomainAsync(call, (string)domain!, operation.MayBeNew);
        }

        if (path.TryGetValue("user", out var user))
        {
            await EnterUserAsync(call, (string)user!);
        }

        return call;
    }

    private static void CheckKind(Caller caller, Access access)
    {
        var allowed = access switch
        {
            Access.System => caller.Kind == CallerKind.System,
            Access.Tenant => caller.Kind is CallerKind.System or CallerKind.Tenant,
            _ => true,
        };
        if (!allowed)
        {
            throw ApiException.Denied(access == Access.System ? "This needs an API key of the system." : "This needs an API key.");
        }
    }

    private static bool Sees(Caller caller, TenantId owner) => caller.Kind == CallerKind.System || caller.Tenant == owner;

    private async ValueTask EnterTenantAsync(ApiCall call, string text)
    {
        var found = TenantId.TryParse(text, out var id) && Sees(call.Caller, id) ? await grains.GetGrain<ITenantGrain>(id.Value).GetAsync() : null;
        call.Tenant = found ?? throw ApiException.NotFound($"There is no tenant '{text}'.");
    }

    private async ValueTask EnterDomainAsync(ApiCall call, string text, bool mayBeNew)
    {
        if (!DomainName.TryParse(text, out var name))
        {
            throw mayBeNew ? ApiException.Invalid($"'{text}' is not a domain name.") : ApiException.NotFound($"There is no domain '{text}'.");
        }

        var settings = await grains.GetGrain<IDomainGrain>(name.Value).GetAsync();
        var isOurs = settings is not null && Sees(call.Caller, settings.Tenant) && (call.Tenant is null || call.Tenant.Id == settings.Tenant);
        if (!isOurs && !mayBeNew)
        {
            throw ApiException.NotFound($"There is no domain '{text}'.");
        }

        (call.Domain, call.DomainSettings) = (name, isOurs ? settings : null);
    }

    private async ValueTask EnterUserAsync(ApiCall call, string text)
    {
        var id = await FindAsync(text);
        var info = id is { } known ? await grains.GetGrain<IAccountGrain>(known.Value).GetAsync() : null;
        var isOurs = info is not null && Sees(call.Caller, info.Tenant) && (call.Caller.Kind != CallerKind.User || call.Caller.Account == info.Id);
        call.User = isOurs ? info : throw ApiException.NotFound($"There is no user '{text}'.");
    }

    /// <summary>By id, or by the exact address.</summary>
    private async ValueTask<AccountId?> FindAsync(string text)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
        {
            return AccountId.TryParse(text, out var id) ? id : null;
        }

        if (!EmailAddress.TryParse(text, out var address) || await grains.GetGrain<IDomainGrain>(address.Domain.Value).GetAsync() is null)
        {
            return null;
        }

        return (await grains.GetGrain<IDirectoryGrain>(address.Domain.Value).FindAsync(address.LocalPart))?.Account;
    }
}
