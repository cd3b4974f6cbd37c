using System.Buffers.Binary;
using System.Numerics;

namespace Orleans.Runtime;

/// <summary>A 32-bit hash of bytes that is the same in every process (xxHash32's mixing, seed 0).</summary>
internal static class StableBytesHash
{
    private const uint P1 = 2654435761u;
    private const uint P2 = 2246822519u;
    private const uint P3 = 3266489917u;
    private const uint P4 = 668265263u;
    private const uint P5 = 374761393u;

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        var length = (uint)data.Length;
        uint hash;
        if (data.Length >= 16)
        {
            hash = Stripes(ref data);
        }
        else
        {
            hash = P5;
        }

        hash += length;
        while (data.Length >= 4)
        {
            hash = BitOperations.RotateLeft(hash + BinaryPrimitives.ReadUInt32LittleEndian(data) * P3, 17) * P4;
            data = data[4..];
        }

        foreach (var b in data)
        {
            hash = BitOperations.RotateLeft(hash + b * P5, 11) * P1;
        }

        hash = (hash ^ (hash >> 15)) * P2;
        hash = (hash ^ (hash >> 13)) * P3;
        return hash ^ (hash >> 16);
    }

    private static uint Stripes(ref ReadOnlySpan<byte> data)
    {
        uint a = unchecked(P1 + P2), b = P2, c = 0, d = unchecked(0u - P1);
        while (data.Length >= 16)
        {
            a = Round(a, BinaryPrimitives.ReadUInt32LittleEndian(data));
            b = Round(b, BinaryPrimitives.ReadUInt32LittleEndian(data[4..]));
            c = Round(c, BinaryPrimitives.ReadUInt32LittleEndian(data[8..]));
            d = Round(d, BinaryPrimitives.ReadUInt32LittleEndian(data[12..]));
            data = data[16..];
        }

        return BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
    }

    private static uint Round(uint accumulator, uint lane) => BitOperations.RotateLeft(accumulator + lane * P2, 13) * P1;
}
