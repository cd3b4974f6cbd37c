using System.Collections.Immutable;
using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Tenants;

/// <summary>A tenant as administrators see it.</summary>
[GenerateSerializer, Immutable, Alias("mail.tenant-info")]
public sealed record TenantInfo(
    [property: Id(0)] TenantId Id,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] ImmutableArray<DomainName> Domains);
