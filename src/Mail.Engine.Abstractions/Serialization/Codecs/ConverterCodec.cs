using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>Types that travel as a surrogate.</summary>
public sealed class ConverterCodec<TValue, TSurrogate>(
    IConverter<TValue, TSurrogate> converter, FieldCodec<TSurrogate> surrogates, bool immutable) : FieldCodec<TValue>
    where TSurrogate : struct
{
    /// <inheritdoc/>
    public override bool IsImmutable => immutable;

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, TValue? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
        }
        else
        {
            surrogates.WriteField(ref writer, id, converter.ConvertToSurrogate(in value));
        }
    }

    /// <inheritdoc/>
    public override TValue? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null && default(TValue) is null)
        {
            return default;
        }

        var surrogate = surrogates.ReadValue(ref reader, type);
        try
        {
            return converter.ConvertFromSurrogate(in surrogate);
        }
        catch (Exception error) when (error is not SerializerException)
        {
            throw new SerializerException($"the content is no valid {typeof(TValue).Name}: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public override TValue? Copy(TValue? value, ref CopyScope scope)
    {
        if (immutable || value is null)
        {
            return value;
        }

        var surrogate = surrogates.Copy(converter.ConvertToSurrogate(in value), ref scope);
        return converter.ConvertFromSurrogate(in surrogate);
    }
}
