using System.Collections.Immutable;
using Mail.Contracts.Accounts;
using Mail.Contracts.Catalog;
using Mail.Contracts.Directory;
using Mail.Contracts.Errors;
using Mail.Contracts.Keys;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Mail.Grains.Account;
using Mail.Grains.Directory;
using Mail.Grains.Domain;
using Mail.Grains.Keys;
using Mail.Grains.Tenant;
using Mail.Storage.Accounts;
using Mail.Storage.Directory;
using Mail.Storage.Domains;
using Mail.Storage.Keys;
using Mail.Storage.Tenants;
using Orleans;
using Orleans.Concurrency;

namespace Mail.Grains.Catalog;

/// <summary>Lists by queries of the store.</summary>
[StatelessWorker]
public sealed class CatalogGrain(ITenantStore tenants, IDomainStore domains, IAccountStore accounts, IDirectoryStore directory, IApiKeyStore keys)
    : Grain, ICatalogGrain
{
    private const int LargestPage = 1000;

    public Task<ImmutableArray<TenantInfo>> ListTenantsAsync(string? after, int most) =>
        ReadAsync(most, none => tenants.ListAsync(after, most, none), TenantViews.Of);

    public Task<ImmutableArray<DomainInfo>> ListDomainsAsync(TenantId tenant, string? after, int most) =>
        ReadAsync(most, none => domains.ListAsync(tenant, after, most, none), d => new DomainInfo(d.Name, DomainViews.Settings(d)));

    public Task<ImmutableArray<AccountInfo>> ListAccountsAsync(DomainName domain, string? after, int most) =>
        ReadAsync(most, none => accounts.ListAsync(domain, after, most, none), AccountViews.Of);

    public Task<ImmutableArray<AddressEntry>> ListAliasesAsync(DomainName domain, string? after, int most) =>
        ReadAsync(most, none => directory.ListAsync(domain, AddressKind.Alias, after, most, none), AddressViews.Of);

    public Task<ImmutableArray<ApiKeyInfo>> ListApiKeysAsync(TenantId? tenant, string? after, int most) =>
        ReadAsync(most, none => keys.ListAsync(tenant, after, most, none), ApiKeyViews.Of);

    private static async Task<ImmutableArray<TInfo>> ReadAsync<TRow, TInfo>(
        int most, Func<CancellationToken, ValueTask<ImmutableArray<TRow>>> query, Func<TRow, TInfo> view)
    {
        if (most is < 1 or > LargestPage)
        {
            throw MailException.Invalid($"The number of entries asked for must be 1 to {LargestPage}, not {most}.");
        }

        return ImmutableArray.CreateRange(await StoreCalls.ReadAsync(() => query(CancellationToken.None)), view);
    }
}
