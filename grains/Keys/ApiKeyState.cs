using Mail.Domain.Identity;
using Orleans;

namespace Mail.Grains.Keys;

/// <summary>Stored state of an API key: the hash of its secret, never the secret.</summary>
[GenerateSerializer, Alias("mail.state.api-key")]
public sealed class ApiKeyState
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public TenantId? Tenant { get; set; }

    [Id(2)]
    public ReadOnlyMemory<byte> Hash { get; set; }

    [Id(3)]
    public DateTimeOffset CreatedAt { get; set; }
}
