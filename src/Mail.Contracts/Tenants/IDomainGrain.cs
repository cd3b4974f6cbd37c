using Orleans;
using Orleans.Concurrency;

namespace Mail.Contracts.Tenants;

/// <summary>A served mail domain, keyed by its A-label name.</summary>
[Alias("mail.domain")]
public interface IDomainGrain : IGrainWithStringKey
{
    /// <summary>Serves the domain for a tenant. AlreadyExists if another tenant has it; NotFound if there is no such tenant. Repeating it updates the settings.</summary>
    Task PutAsync(DomainSettings settings);

    /// <summary>As <see cref="PutAsync"/>, but Aborted if the settings are not <paramref name="expected"/> any more.</summary>
    Task ReplaceAsync(DomainSettings settings, DomainSettings expected);

    /// <summary>Ends serving the domain. False if it is not served; FailedPrecondition, and it serves as before, if it has addresses. One that was cut off may be repeated.</summary>
    Task<bool> DeleteAsync();

    /// <summary>Null if the domain is not served. Answers also while a change is being written: the directory asks during it.</summary>
    [AlwaysInterleave]
    Task<DomainSettings?> GetAsync();
}
