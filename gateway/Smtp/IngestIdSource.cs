using System.Security.Cryptography;
using Mail.Domain.Identity;

namespace Mail.Gateway.Smtp;

/// <summary>Makes the ids of accepted messages from the injected clock and the system's randomness.</summary>
public sealed class IngestIdSource(TimeProvider clock)
{
    public IngestId Next()
    {
        Span<byte> entropy = stackalloc byte[10];
        RandomNumberGenerator.Fill(entropy);
        return new IngestId(Uuid7.Create(clock.GetUtcNow(), entropy));
    }
}
