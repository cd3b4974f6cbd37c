using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>A sbyte, zigzag-coded.</summary>
public sealed class SByteCodec : ImmutableCodec<sbyte>
{
    public static readonly SByteCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, sbyte value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarInt64(value);
    }

    /// <inheritdoc/>
    public override sbyte ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        var value = reader.ReadVarInt64();
        return value is >= sbyte.MinValue and <= sbyte.MaxValue ? (sbyte)value : throw reader.Malformed("a number is out of range for sbyte");
    }
}

/// <summary>A short, zigzag-coded.</summary>
public sealed class Int16Codec : ImmutableCodec<short>
{
    public static readonly Int16Codec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, short value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarInt64(value);
    }

    /// <inheritdoc/>
    public override short ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        var value = reader.ReadVarInt64();
        return value is >= short.MinValue and <= short.MaxValue ? (short)value : throw reader.Malformed("a number is out of range for short");
    }
}

/// <summary>A int, zigzag-coded.</summary>
public sealed class Int32Codec : ImmutableCodec<int>
{
    public static readonly Int32Codec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, int value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarInt64(value);
    }

    /// <inheritdoc/>
    public override int ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        var value = reader.ReadVarInt64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw reader.Malformed("a number is out of range for int");
    }
}

/// <summary>A long, zigzag-coded.</summary>
public sealed class Int64Codec : ImmutableCodec<long>
{
    public static readonly Int64Codec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, long value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarInt64(value);
    }

    /// <inheritdoc/>
    public override long ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        return reader.ReadVarInt64();
    }
}

/// <summary>A byte, as a varint.</summary>
public sealed class ByteCodec : ImmutableCodec<byte>
{
    public static readonly ByteCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, byte value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarUInt64(value);
    }

    /// <inheritdoc/>
    public override byte ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        var value = reader.ReadVarUInt64();
        return value <= byte.MaxValue ? (byte)value : throw reader.Malformed("a number is out of range for byte");
    }
}

/// <summary>A ushort, as a varint.</summary>
public sealed class UInt16Codec : ImmutableCodec<ushort>
{
    public static readonly UInt16Codec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, ushort value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarUInt64(value);
    }

    /// <inheritdoc/>
    public override ushort ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        var value = reader.ReadVarUInt64();
        return value <= ushort.MaxValue ? (ushort)value : throw reader.Malformed("a number is out of range for ushort");
    }
}

/// <summary>A uint, as a varint.</summary>
public sealed class UInt32Codec : ImmutableCodec<uint>
{
    public static readonly UInt32Codec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, uint value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarUInt64(value);
    }

    /// <inheritdoc/>
    public override uint ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        var value = reader.ReadVarUInt64();
        return value <= uint.MaxValue ? (uint)value : throw reader.Malformed("a number is out of range for uint");
    }
}

/// <summary>A ulong, as a varint.</summary>
public sealed class UInt64Codec : ImmutableCodec<ulong>
{
    public static readonly UInt64Codec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, ulong value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarUInt64(value);
    }

    /// <inheritdoc/>
    public override ulong ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        return reader.ReadVarUInt64();
    }
}
