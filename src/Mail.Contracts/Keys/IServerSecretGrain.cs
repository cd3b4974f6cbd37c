using Orleans;

namespace Mail.Contracts.Keys;

/// <summary>A random secret that all gateways share and that survives restarts, keyed by what it is for.</summary>
[Alias("mail.server-secret")]
public interface IServerSecretGrain : IGrainWithStringKey
{
    /// <summary>The secret. Kept for ever when it is first asked for.</summary>
    /// <param name="fresh">32 random octets, which become the secret if there is none yet.</param>
    Task<ReadOnlyMemory<byte>> GetOrKeepAsync(ReadOnlyMemory<byte> fresh);
}
