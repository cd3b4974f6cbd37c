using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Keys;

/// <summary>An API key without its secret.</summary>
/// <param name="Id">Its public part.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Tenant">What it may touch; null: the whole system.</param>
/// <param name="CreatedAt">UTC.</param>
[GenerateSerializer, Immutable, Alias("mail.api-key-info")]
public sealed record ApiKeyInfo(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] TenantId? Tenant,
    [property: Id(3)] DateTimeOffset CreatedAt);
