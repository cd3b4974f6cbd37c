using System.Buffers.Binary;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>0 or 1.</summary>
public sealed class BooleanCodec : ImmutableCodec<bool>
{
    public static readonly BooleanCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, bool value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarUInt32(value ? 1u : 0u);
    }

    /// <inheritdoc/>
    public override bool ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        return reader.ReadVarUInt64() switch { 0 => false, 1 => true, _ => throw reader.Malformed("no boolean") };
    }
}

/// <summary>A UTF-16 code unit.</summary>
public sealed class CharCodec : ImmutableCodec<char>
{
    public static readonly CharCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, char value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarUInt32(value);
    }

    /// <inheritdoc/>
    public override char ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        var value = reader.ReadVarUInt64();
        return value <= char.MaxValue ? (char)value : throw reader.Malformed("no character");
    }
}

/// <summary>IEEE 754 single.</summary>
public sealed class SingleCodec : ImmutableCodec<float>
{
    public static readonly SingleCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, float value)
    {
        writer.WriteFieldHeader(id, WireType.Fixed32);
        writer.WriteFixed32(BitConverter.SingleToUInt32Bits(value));
    }

    /// <inheritdoc/>
    public override float ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.Fixed32);
        return BitConverter.UInt32BitsToSingle(reader.ReadFixed32());
    }
}

/// <summary>IEEE 754 double.</summary>
public sealed class DoubleCodec : ImmutableCodec<double>
{
    public static readonly DoubleCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, double value)
    {
        writer.WriteFieldHeader(id, WireType.Fixed64);
        writer.WriteFixed64(BitConverter.DoubleToUInt64Bits(value));
    }

    /// <inheritdoc/>
    public override double ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.Fixed64);
        return BitConverter.UInt64BitsToDouble(reader.ReadFixed64());
    }
}

/// <summary>Four 32-bit parts as decimal.GetBits gives them.</summary>
public sealed class DecimalCodec : ImmutableCodec<decimal>
{
    public static readonly DecimalCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, decimal value)
    {
        writer.WriteFieldHeader(id, WireType.LengthPrefixed);
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
    public override decimal ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.LengthPrefixed);
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
public sealed class GuidCodec : ImmutableCodec<Guid>
{
    public static readonly GuidCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, Guid value)
    {
        writer.WriteFieldHeader(id, WireType.LengthPrefixed);
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        writer.WriteBytes(bytes);
    }

    /// <inheritdoc/>
    public override Guid ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.LengthPrefixed);
        var bytes = reader.ReadBytes();
        return bytes.Length == 16 ? new Guid(bytes, bigEndian: true) : throw reader.Malformed("no GUID");
    }
}
