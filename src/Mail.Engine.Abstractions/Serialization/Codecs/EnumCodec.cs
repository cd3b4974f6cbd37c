using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>An enum by its number, zigzag-coded; numbers that this version does not name are kept.</summary>
public sealed class EnumCodec<T> : ImmutableCodec<T>
    where T : struct, Enum
{
    public static readonly EnumCodec<T> Instance = new();

    private static readonly bool Signed = Type.GetTypeCode(typeof(T)) is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64;

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, T value)
    {
        writer.WriteFieldHeader(id, WireType.VarInt);
        writer.WriteVarInt64(ToInt64(value));
    }

    /// <inheritdoc/>
    public override T ReadValue(ref Reader reader, WireType type)
    {
        reader.Expect(type, WireType.VarInt);
        var number = reader.ReadVarInt64();
        var value = FromInt64(number);
        return ToInt64(value) == number ? value : throw reader.Malformed($"a number is out of range for {typeof(T).Name}");
    }

    private static long ToInt64(T value) => Unsafe.SizeOf<T>() switch
    {
        1 => Signed ? Unsafe.BitCast<T, sbyte>(value) : Unsafe.BitCast<T, byte>(value),
        2 => Signed ? Unsafe.BitCast<T, short>(value) : Unsafe.BitCast<T, ushort>(value),
        4 => Signed ? Unsafe.BitCast<T, int>(value) : Unsafe.BitCast<T, uint>(value),
        _ => Unsafe.BitCast<T, long>(value),
    };

    private static T FromInt64(long number) => Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.BitCast<byte, T>((byte)number),
        2 => Unsafe.BitCast<ushort, T>((ushort)number),
        4 => Unsafe.BitCast<uint, T>((uint)number),
        _ => Unsafe.BitCast<long, T>(number),
    };
}
