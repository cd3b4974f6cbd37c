using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>Bytes, length-prefixed. Arrays are copied, being mutable.</summary>
public sealed class ByteArrayCodec : FieldCodec<byte[]>
{
    public static readonly ByteArrayCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, byte[]? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
            return;
        }

        writer.WriteFieldHeader(id, WireType.LengthPrefixed);
        writer.WriteBytes(value);
    }

    /// <inheritdoc/>
    public override byte[]? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return null;
        }

        reader.Expect(type, WireType.LengthPrefixed);
        return reader.ReadBytes().ToArray();
    }

    /// <inheritdoc/>
    public override byte[]? Copy(byte[]? value, ref CopyScope scope) => value?.AsSpan().ToArray();
}

/// <summary>Bytes, length-prefixed. The array behind may still be written to, so they are copied.</summary>
public sealed class ReadOnlyMemoryCodec : FieldCodec<ReadOnlyMemory<byte>>
{
    public static readonly ReadOnlyMemoryCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, ReadOnlyMemory<byte> value)
    {
        writer.WriteFieldHeader(id, WireType.LengthPrefixed);
        writer.WriteBytes(value.Span);
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.LengthPrefixed);
        return reader.ReadBytes().ToArray();
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Copy(ReadOnlyMemory<byte> value, ref CopyScope scope) => value.ToArray();
}

/// <summary>Bytes, length-prefixed, copied.</summary>
public sealed class MemoryCodec : FieldCodec<Memory<byte>>
{
    public static readonly MemoryCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, Memory<byte> value)
    {
        writer.WriteFieldHeader(id, WireType.LengthPrefixed);
        writer.WriteBytes(value.Span);
    }

    /// <inheritdoc/>
    public override Memory<byte> ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.LengthPrefixed);
        return reader.ReadBytes().ToArray();
    }

    /// <inheritdoc/>
    public override Memory<byte> Copy(Memory<byte> value, ref CopyScope scope) => value.ToArray();
}

/// <summary>Bytes that never change; the default instance travels as null.</summary>
public sealed class ImmutableByteArrayCodec : ImmutableCodec<ImmutableArray<byte>>
{
    public static readonly ImmutableByteArrayCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, ImmutableArray<byte> value)
    {
        if (value.IsDefault)
        {
            writer.WriteNull(id);
            return;
        }

        writer.WriteFieldHeader(id, WireType.LengthPrefixed);
        writer.WriteBytes(value.AsSpan());
    }

    /// <inheritdoc/>
    public override ImmutableArray<byte> ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return default;
        }

        reader.Expect(type, WireType.LengthPrefixed);
        return ImmutableCollectionsMarshal.AsImmutableArray(reader.ReadBytes().ToArray());
    }
}
