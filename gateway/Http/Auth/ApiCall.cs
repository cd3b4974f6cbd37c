using System.Buffers.Binary;
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

    /// <summary>
    /// Cancelled when the caller has gone. For the time before the request's first effect alone: what has begun goes to its end, so
    /// that a repetition finds how it ended.
    /// </summary>
    public CancellationToken Gone { get; set; }

    /// <summary>The answer is an earlier one's; nothing happened.</summary>
    public bool IsReplayed { get; set; }

    /// <summary>The tenant that owns what the request touches.</summary>
    public TenantId? Owner => Tenant?.Id ?? User?.Tenant ?? DomainSettings?.Tenant ?? caller.Tenant;

    /// <summary>By which a mailbox knows a change of this request that it has made already; null without an Idempotency-Key.</summary>
    public IngestId? Key => Seed is { } seed ? new IngestId(Uuid7.Create(FirstMadeAt, seed.Span)) : null;

    public static ApiCall Of(HttpContext http) => http.Features.GetRequiredFeature<ApiCall>();

    /// <summary>An id for what this request creates: the same one when the request is run again.</summary>
    public Guid NewId(TimeProvider time) => Key is { } key ? key.Value : Uuid7.Create(time.GetUtcNow(), RandomNumberGenerator.GetBytes(10));

    /// <summary>At most 32 bytes for an id of what this request creates: the same ones when the request is run again, others when its key is used again.</summary>
    public byte[] NewBytes(int count)
    {
        if (Seed is not { } seed)
        {
            return RandomNumberGenerator.GetBytes(count);
        }

        var text = new byte[seed.Length + sizeof(long)];
        seed.CopyTo(text);
        BinaryPrimitives.WriteInt64BigEndian(text.AsSpan(seed.Length), FirstMadeAt.UtcTicks);
        return SHA256.HashData(text)[..count];
    }
}
