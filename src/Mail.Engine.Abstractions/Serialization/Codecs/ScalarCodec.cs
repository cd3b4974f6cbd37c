using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>Base of codecs of immutable values that travel as one field of one wire type; null travels as <see cref="WireType.Null"/>.</summary>
public abstract class ScalarCodec<T>(WireType wire) : ImmutableCodec<T>
{
    /// <inheritdoc/>
    public sealed override void WriteField(ref Writer writer, uint id, T? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
            return;
        }

        writer.WriteFieldHeader(id, wire);
        WriteContent(ref writer, value);
    }

    /// <inheritdoc/>
    public sealed override T? ReadValue(ref Reader reader, WireType type)
    {
        if (default(T) is null && type == WireType.Null)
        {
            return default;
        }

        reader.Expect(type, wire);
        return ReadContent(ref reader);
    }

    /// <summary>Writes the value; the header is written.</summary>
    protected abstract void WriteContent(ref Writer writer, T value);

    /// <summary>Reads what <see cref="WriteContent"/> wrote.</summary>
    /// <exception cref="SerializerException">The bytes are no such value.</exception>
    protected abstract T ReadContent(ref Reader reader);
}
