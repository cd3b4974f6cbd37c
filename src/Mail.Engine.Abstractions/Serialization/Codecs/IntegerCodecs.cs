namespace Orleans.Serialization.Codecs;

/// <summary>An sbyte, zigzag-coded.</summary>
public sealed class SByteCodec : SignedCodec<sbyte>
{
    public static readonly SByteCodec Instance = new();
}

/// <summary>A short, zigzag-coded.</summary>
public sealed class Int16Codec : SignedCodec<short>
{
    public static readonly Int16Codec Instance = new();
}

/// <summary>An int, zigzag-coded.</summary>
public sealed class Int32Codec : SignedCodec<int>
{
    public static readonly Int32Codec Instance = new();
}

/// <summary>A long, zigzag-coded.</summary>
public sealed class Int64Codec : SignedCodec<long>
{
    public static readonly Int64Codec Instance = new();
}

/// <summary>A byte, as a varint.</summary>
public sealed class ByteCodec : UnsignedCodec<byte>
{
    public static readonly ByteCodec Instance = new();
}

/// <summary>A ushort, as a varint.</summary>
public sealed class UInt16Codec : UnsignedCodec<ushort>
{
    public static readonly UInt16Codec Instance = new();
}

/// <summary>A uint, as a varint.</summary>
public sealed class UInt32Codec : UnsignedCodec<uint>
{
    public static readonly UInt32Codec Instance = new();
}

/// <summary>A ulong, as a varint.</summary>
public sealed class UInt64Codec : UnsignedCodec<ulong>
{
    public static readonly UInt64Codec Instance = new();
}
