using Mail.Domain.Identity;
using Orleans;

namespace Mail.Contracts.Keys;

/// <summary>A new API key.</summary>
/// <param name="Hash">SHA-256 of its secret of 256 random bits: such a secret cannot be guessed, so no slow hash is needed.</param>
[GenerateSerializer, Immutable, Alias("mail.create-api-key")]
public sealed record CreateApiKey(
    [property: Id(0)] string Name,
    [property: Id(1)] TenantId? Tenant,
    [property: Id(2)] ReadOnlyMemory<byte> Hash,
    [property: Id(3)] DateTimeOffset CreatedAt);
