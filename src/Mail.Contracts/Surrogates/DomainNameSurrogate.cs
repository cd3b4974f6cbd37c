using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Surrogates;

/// <summary>How <see cref="DomainName"/> travels.</summary>
[GenerateSerializer, Immutable, Alias("mail.domain-name")]
public struct DomainNameSurrogate
{
    [Id(0)]
    public string? Value;
}
