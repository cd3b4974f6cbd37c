using System.Numerics;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>A signed integer of at most 64 bits, zigzag-coded; what does not fit the type is malformed.</summary>
public abstract class SignedCodec<T>() : ScalarCodec<T>(WireType.VarInt)
    where T : struct, IBinaryInteger<T>, ISignedNumber<T>
{
    /// <inheritdoc/>
    protected sealed override void WriteContent(ref Writer writer, T value) => writer.WriteVarInt64(long.CreateTruncating(value));

    /// <inheritdoc/>
    protected sealed override T ReadContent(ref Reader reader)
    {
        var number = reader.ReadVarInt64();
        var value = T.CreateTruncating(number);
        return long.CreateTruncating(value) == number ? value : throw reader.Malformed($"a number is out of range for {typeof(T).Name}");
    }
}

/// <summary>An unsigned integer of at most 64 bits, as a varint; what does not fit the type is malformed.</summary>
public abstract class UnsignedCodec<T>() : ScalarCodec<T>(WireType.VarInt)
    where T : struct, IBinaryInteger<T>, IUnsignedNumber<T>
{
    /// <inheritdoc/>
    protected sealed override void WriteContent(ref Writer writer, T value) => writer.WriteVarUInt64(ulong.CreateTruncating(value));

    /// <inheritdoc/>
    protected sealed override T ReadContent(ref Reader reader)
    {
        var number = reader.ReadVarUInt64();
        var value = T.CreateTruncating(number);
        return ulong.CreateTruncating(value) == number ? value : throw reader.Malformed($"a number is out of range for {typeof(T).Name}");
    }
}
