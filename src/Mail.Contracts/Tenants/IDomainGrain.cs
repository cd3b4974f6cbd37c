using Orleans;
using Orleans.Concurrency;

namespace Mail.Contracts.Tenants;

/// <summary>A served mail domain, keyed by its A-label name.</summary>
[Alias("mail.domain")]
public interface IDomainGrain : IGrainWithStringKey
{
    /// <summary>Serves the domain for a tenant. AlreadyExists if another tenant has it; NotFound if there is no such tenant. Repeating it updates the settings.</summary>
    Task PutAsync(DomainSettings settings);

    /// <summary>Null if the domain is not served. Answers also while a change is being written: the directory asks during it.</summary>
    [AlwaysInterleave]
    Task<DomainSettings?> GetAsync();
}
