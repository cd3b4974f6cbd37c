using System.Buffers.Binary;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>0 or 1.</summary>
public sealed class BooleanCodec() : ScalarCodec<bool>(WireType.VarInt)
{
    public static readonly BooleanCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, bool value) => writer.WriteVarUInt32(value ? 1u : 0u);

    /// <inheritdoc/>
    protected override bool ReadContent(ref Reader reader) =>
        reader.ReadVarUInt64() switch { 0 => false, 1 => true, _ => throw reader.Malformed("no boolean") };
}

/// <summary>A UTF-16 code unit.</summary>
public sealed class CharCodec() : ScalarCodec<char>(WireType.VarInt)
{
    public static readonly CharCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, char value) => writer.WriteVarUInt32(value);

    /// <inheritdoc/>
    protected override char ReadContent(ref Reader reader)
    {
        var value = reader.ReadVarUInt64();
        return value <= char.MaxValue ? (char)value : throw reader.Malformed("no character");
    }
}

/// <summary>IEEE 754 single.</summary>
public sealed class SingleCodec() : ScalarCodec<float>(WireType.Fixed32)
{
    public static readonly SingleCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, float value) =>
        writer.WriteFixed32(BitConverter.SingleToUInt32Bits(value));

    /// <inheritdoc/>
    protected override float ReadContent(ref Reader reader) => BitConverter.UInt32BitsToSingle(reader.ReadFixed32());
}

/// <summary>IEEE 754 double.</summary>
public sealed class DoubleCodec() : ScalarCodec<double>(WireType.Fixed64)
{
    public static readonly DoubleCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, double value) =>
        writer.WriteFixed64(BitConverter.DoubleToUInt64Bits(value));

    /// <inheritdoc/>
    protected override double ReadContent(ref Reader reader) => BitConverter.UInt64BitsToDouble(reader.ReadFixed64());
}

/// <summary>Four 32-bit parts as decimal.GetBits gives them.</summary>
public sealed class DecimalCodec() : ScalarCodec<decimal>(WireType.LengthPrefixed)
{
    public static readonly DecimalCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(4 * i)..], parts[i]);
        }

        writer.WriteBytes(bytes);
    }

    /// <inheritdoc/>
    protected override decimal ReadContent(ref Reader reader)
    {
        var bytes = reader.ReadBytes();
        if (bytes.Length != 16)
        {
            throw reader.Malformed("no decimal");
        }

        Span<int> parts = stackalloc int[4];
        for (var i = 0; i < 4; i++)
        {
            parts[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]);
        }

        var scale = (parts[3] >> 16) & 0xFF;
        return scale <= 28 && (parts[3] & 0x7F00FFFF) == 0 ? new decimal(parts) : throw reader.Malformed("no decimal");
    }
}

/// <summary>16 bytes, big endian (RFC 9562 order).</summary>
public sealed class GuidCodec() : ScalarCodec<Guid>(WireType.LengthPrefixed)
{
    public static readonly GuidCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        writer.WriteBytes(bytes);
    }

    /// <inheritdoc/>
    protected override Guid ReadContent(ref Reader reader)
    {
        var bytes = reader.ReadBytes();
        return bytes.Length == 16 ? new Guid(bytes, bigEndian: true) : throw reader.Malformed("no GUID");
    }
}
