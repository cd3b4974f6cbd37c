using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Tenants;

/// <summary>A tenant as administrators see it.</summary>
/// <param name="Domains">How many it has.</param>
[GenerateSerializer, Immutable, Alias("mail.tenant-info")]
public sealed record TenantInfo(
    [property: Id(0)] TenantId Id,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] int Domains);
