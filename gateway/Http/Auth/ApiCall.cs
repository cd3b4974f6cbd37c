using System.Security.Cryptography;
using Mail.Contracts.Accounts;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mail.Gateway.Http.Auth;

/// <summary>One authorized request: who calls, and the resources of its path that were looked up to decide so.</summary>
internal sealed class ApiCall(Caller caller)
{
    public Caller Caller => caller;

    public TenantInfo? Tenant { get; set; }

    public DomainName Domain { get; set; }

    /// <summary>Null if the domain of the path is not served.</summary>
    public DomainSettings? DomainSettings { get; set; }

    public AccountInfo? User { get; set; }

    /// <summary>Bytes from which ids of this request are made again when it is run again; null: random.</summary>
    public ReadOnlyMemory<byte>? Seed { get; set; }

    /// <summary>When the request was first made.</summary>
    public DateTimeOffset FirstMadeAt { get; set; }

    /// <summary>An earlier run of this very request was cut off and may have had effects.</summary>
    public bool IsResumed { get; set; }

    /// <summary>The answer is an earlier one's; nothing happened.</summary>
    public bool IsReplayed { get; set; }

    /// <summary>The tenant that owns what the request touches.</summary>
    public TenantId? Owner => Tenant?.Id ?? User?.Tenant ?? DomainSettings?.Tenant ?? caller.Tenant;

    public static ApiCall Of(HttpContext http) => http.Features.GetRequiredFeature<ApiCall>();

    /// <summary>An id for what this request creates: the same one when the request is run again.</summary>
    public Guid NewId(TimeProvider time)
    {
        if (Seed is { } seed)
        {
            return Uuid7.Create(FirstMadeAt, seed.Span);
        }

        Span<byte> entropy = stackalloc byte[10];
        RandomNumberGenerator.Fill(entropy);
        return Uuid7.Create(time.GetUtcNow(), entropy);
    }
}
