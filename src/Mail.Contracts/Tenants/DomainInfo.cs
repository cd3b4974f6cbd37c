using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Tenants;

/// <summary>A domain as administrators see it.</summary>
[GenerateSerializer, Immutable, Alias("mail.domain-info")]
public sealed record DomainInfo([property: Id(0)] DomainName Name, [property: Id(1)] DomainSettings Settings);
