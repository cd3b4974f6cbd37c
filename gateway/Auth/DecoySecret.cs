using System.Security.Cryptography;
using Mail.Contracts.Keys;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Mail.Gateway.Auth;

/// <summary>
/// What the salts of unknown names are made from: the same at all gateways and after a restart, because a salt that changes is no
/// account's.
/// </summary>
public sealed class DecoySecret(IGrainFactory grains, ILogger<DecoySecret> log)
{
    /// <summary>Key of the grain that keeps it.</summary>
    public const string Key = "scram-decoy";

    private readonly byte[] _fresh = RandomNumberGenerator.GetBytes(32);
    private byte[]? _kept;

    public async ValueTask<ReadOnlyMemory<byte>> GetAsync()
    {
        if (_kept is { } kept)
        {
            return kept;
        }

        try
        {
            return _kept = (await grains.GetGrain<IServerSecretGrain>(Key).GetOrKeepAsync(_fresh).ConfigureAwait(false)).ToArray();
        }
        catch (Exception cause)
        {
            // Nobody who has an account is kept out for that.
            log.DecoySecretMissing(cause);
            return _fresh;
        }
    }
}
