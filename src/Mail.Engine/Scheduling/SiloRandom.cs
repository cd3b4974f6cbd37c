using System.Security.Cryptography;

namespace Mail.Engine.Scheduling;

/// <summary>Randomness from a seed; without one, from the system.</summary>
internal sealed class SiloRandom(int seed) : ISiloRandom
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    public SiloRandom()
        : this(RandomNumberGenerator.GetInt32(int.MaxValue))
    {
    }

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_lock)
        {
            _random.NextBytes(bytes);
        }

        return new Guid(bytes);
    }

    public int Next(int exclusiveMax)
    {
        lock (_lock)
        {
            return _random.Next(exclusiveMax);
        }
    }
}
