using Orleans;

namespace Mail.Grains.Keys;

/// <summary>Stored state of a secret of this server.</summary>
[GenerateSerializer, Alias("mail.state.server-secret")]
public sealed class ServerSecretState
{
    [Id(0)]
    public ReadOnlyMemory<byte> Secret { get; set; }
}
