using Mail.Domain.Identity;

namespace Mail.Storage.Tenants;

/// <summary>A tenant.</summary>
/// <param name="Id">Unique.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Domains">How many domains it has: counted when it is read, ignored when it is written.</param>
public sealed record TenantRow(TenantId Id, string DisplayName, int Domains = 0);
