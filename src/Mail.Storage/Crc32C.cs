using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Mail.Storage;

/// <summary>CRC-32C (Castagnoli; RFC 3720 §12.1), with the processor's instruction where it has one.</summary>
internal struct Crc32C
{
    private uint _inverted;

    public readonly uint Value => _inverted;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc32C();
        crc.Append(bytes);
        return crc.Value;
    }

    public static uint Of(ReadOnlySequence<byte> bytes)
    {
        var crc = new Crc32C();
        foreach (var piece in bytes)
        {
            crc.Append(piece.Span);
        }

        return crc.Value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        _inverted = ~crc;
    }
}
