using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>A codec seen without its type, for fields whose type is known only at run time.</summary>
public abstract class FieldCodec
{
    /// <summary>The type that this codec writes, reads and copies.</summary>
    public abstract Type ValueType { get; }

    /// <summary>Values are shared instead of copied.</summary>
    public virtual bool IsImmutable => false;

    internal abstract void WriteBoxed(ref Writer writer, uint id, object? value);

    internal abstract object? ReadBoxed(ref Reader reader, WireType type);

    internal abstract object? CopyBoxed(object? value, ref CopyScope scope);
}

/// <summary>Writes, reads and copies values of one type. Codecs have no state and are shared.</summary>
public abstract class FieldCodec<T> : FieldCodec
{
    /// <inheritdoc/>
    public sealed override Type ValueType => typeof(T);

    /// <summary>Writes one field: header and value.</summary>
    public abstract void WriteField(ref Writer writer, uint id, T? value);

    /// <summary>Reads the value whose header was just read.</summary>
    /// <exception cref="SerializerException">The bytes are no such value.</exception>
    public abstract T? ReadValue(ref Reader reader, WireType type);

    /// <summary>A copy that shares nothing mutable with <paramref name="value"/>.</summary>
    public abstract T? Copy(T? value, ref CopyScope scope);

    internal sealed override void WriteBoxed(ref Writer writer, uint id, object? value) => WriteField(ref writer, id, (T?)value);

    internal sealed override object? ReadBoxed(ref Reader reader, WireType type) => ReadValue(ref reader, type);

    internal sealed override object? CopyBoxed(object? value, ref CopyScope scope) => Copy((T?)value, ref scope);
}
