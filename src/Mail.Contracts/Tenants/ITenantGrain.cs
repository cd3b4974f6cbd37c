using System.Collections.Immutable;
using Mail.Domain.Identity;
using Orleans;
using Orleans.Concurrency;

namespace Mail.Contracts.Tenants;

/// <summary>A tenant, keyed by its <see cref="TenantId"/>.</summary>
[Alias("mail.tenant")]
public interface ITenantGrain : IGrainWithStringKey
{
    /// <summary>Creates the tenant; repeating it changes the display name.</summary>
    Task CreateAsync(string displayName);

    /// <summary>Creates the tenant. AlreadyExists if it is there.</summary>
    Task AddAsync(string displayName);

    /// <summary>Changes the display name. NotFound: no such tenant; Aborted: the name is not <paramref name="expected"/> (null: whatever it is).</summary>
    Task RenameAsync(string displayName, string? expected);

    /// <summary>Null if there is no such tenant. Answers also while a change is being written: a key that is created asks during it.</summary>
    [AlwaysInterleave]
    Task<TenantInfo?> GetAsync();

    /// <summary>Remembers a domain as the tenant's own (called by the domain). NotFound if there is no such tenant.</summary>
    Task AddDomainAsync(DomainName domain);

    Task RemoveDomainAsync(DomainName domain);

    /// <summary>Ends the tenant and revokes its API keys. False if there is no such tenant; FailedPrecondition if it has domains, and so perhaps users.</summary>
    Task<bool> DeleteAsync();
}
