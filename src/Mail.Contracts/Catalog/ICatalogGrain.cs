using System.Collections.Immutable;
using Mail.Contracts.Accounts;
using Mail.Contracts.Directory;
using Mail.Contracts.Keys;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Catalog;

/// <summary>
/// What there is, in pages as it is stored at that moment: one query each. It remembers nothing, so its key, 0, says nothing. In each list,
/// <c>after</c> is the last key of the page before (null: from the start) and <c>most</c> is 1 to 1,000, else InvalidArgument. Unavailable: the
/// store does not answer.
/// </summary>
[Alias("mail.catalog")]
public interface ICatalogGrain : IGrainWithIntegerKey
{
    /// <summary>All tenants, by id.</summary>
    Task<ImmutableArray<TenantInfo>> ListTenantsAsync(string? after, int most);

    /// <summary>Domains of a tenant, by name.</summary>
    Task<ImmutableArray<DomainInfo>> ListDomainsAsync(TenantId tenant, string? after, int most);

    /// <summary>Accounts of a domain, by the local part of their address; none whose deletion has begun.</summary>
    Task<ImmutableArray<AccountInfo>> ListAccountsAsync(DomainName domain, string? after, int most);

    /// <summary>Aliases of a domain, by local part.</summary>
    Task<ImmutableArray<AddressEntry>> ListAliasesAsync(DomainName domain, string? after, int most);

    /// <summary>API keys of a tenant (null: of the system), by id.</summary>
    Task<ImmutableArray<ApiKeyInfo>> ListApiKeysAsync(TenantId? tenant, string? after, int most);
}
