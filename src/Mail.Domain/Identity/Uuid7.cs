using System.Buffers.Binary;

namespace Mail.Domain.Identity;

/// <summary>Time-ordered UUIDs (RFC 9562 §5.7) from an injected clock and injected randomness.</summary>
public static class Uuid7
{
    /// <summary>Composes a version 7 UUID.</summary>
    /// <param name="now">Its 48-bit millisecond timestamp.</param>
    /// <param name="entropy">At least 10 random bytes; 74 bits of them are used.</param>
    public static Guid Create(DateTimeOffset now, ReadOnlySpan<byte> entropy)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entropy.Length, 10);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, now.ToUnixTimeMilliseconds() << 16);
        entropy[..10].CopyTo(bytes[6..]);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
