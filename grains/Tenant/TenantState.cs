using System.Collections.Immutable;
using Orleans;

namespace Mail.Grains.Tenant;

/// <summary>Stored state of a tenant.</summary>
[GenerateSerializer, Alias("mail.state.tenant")]
public sealed class TenantState
{
    [Id(0)]
    public string DisplayName { get; set; } = "";

    /// <summary>A-label names, sorted.</summary>
    [Id(1)]
    public ImmutableArray<string> Domains { get; set; } = [];
}
