using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>How <see cref="TenantId"/> travels.</summary>
[GenerateSerializer, Immutable, Alias("mail.tenant-id")]
public struct TenantIdSurrogate
{
    [Id(0)]
    public string? Value;
}
