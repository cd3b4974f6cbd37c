using Mail.Domain.Identity;
using Orleans;

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

    /// <summary>As stored at this moment; null if there is no such tenant.</summary>
    Task<TenantInfo?> GetAsync();

    /// <summary>Ends the tenant and revokes its API keys. False if there is no such tenant; FailedPrecondition if it has domains, and so perhaps users; Aborted if another change won.</summary>
    Task<bool> DeleteAsync();
}
