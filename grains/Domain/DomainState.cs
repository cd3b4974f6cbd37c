using Mail.Contracts.Tenants;
using Orleans;

namespace Mail.Grains.Domain;

/// <summary>Stored state of a domain.</summary>
[GenerateSerializer, Alias("mail.state.domain")]
public sealed class DomainState
{
    /// <summary>Null: not served.</summary>
    [Id(0)]
    public DomainSettings? Settings { get; set; }
}
