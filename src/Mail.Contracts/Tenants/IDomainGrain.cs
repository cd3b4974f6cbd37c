using Orleans;

namespace Mail.Contracts.Tenants;

/// <summary>A served mail domain, keyed by its A-label name.</summary>
[Alias("mail.domain")]
public interface IDomainGrain : IGrainWithStringKey
{
    /// <summary>Serves the domain for a tenant. AlreadyExists if another tenant has it; NotFound if there is no such tenant; ResourceExhausted if it has 10,000 domains; Aborted if another change won. Repeating it updates the settings.</summary>
    Task PutAsync(DomainSettings settings);

    /// <summary>As <see cref="PutAsync"/>, but Aborted if the settings are not <paramref name="expected"/> any more.</summary>
    Task ReplaceAsync(DomainSettings settings, DomainSettings expected);

    /// <summary>Ends serving the domain. False if it is not served; FailedPrecondition, and it serves as before, if it has addresses; Aborted if another change won.</summary>
    Task<bool> DeleteAsync();

    /// <summary>Null if the domain is not served.</summary>
    Task<DomainSettings?> GetAsync();
}
