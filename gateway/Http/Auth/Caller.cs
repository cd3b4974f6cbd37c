using Mail.Domain.Identity;

namespace Mail.Gateway.Http.Auth;

/// <summary>Who calls.</summary>
/// <param name="Kind">As what.</param>
/// <param name="Actor">Name in the audit log: <c>key:ID</c>, <c>user:ADDRESS</c>.</param>
/// <param name="Tenant">Of a key of a tenant or of a user.</param>
/// <param name="Account">Of a user.</param>
/// <param name="Secret">What the caller proved to have; never stored.</param>
internal sealed record Caller(CallerKind Kind, string Actor, TenantId? Tenant, AccountId? Account, ReadOnlyMemory<byte> Secret)
{
    public static Caller Nobody { get; } = new(CallerKind.Nobody, "nobody", null, null, default);
}
