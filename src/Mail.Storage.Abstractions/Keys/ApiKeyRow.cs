using Mail.Domain.Identity;

namespace Mail.Storage.Keys;

/// <summary>An API key.</summary>
/// <param name="Id">Its public part, unique.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Tenant">What it may touch; null: the whole system.</param>
/// <param name="Hash">SHA-256 of its secret.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record ApiKeyRow(string Id, string Name, TenantId? Tenant, ReadOnlyMemory<byte> Hash, DateTimeOffset CreatedAt);
