using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;

namespace Orleans.Serialization;

/// <summary>Writes and reads values in the wire format: one field with id 0.</summary>
public sealed class Serializer(CodecProvider codecs)
{
    /// <summary>The bytes of <paramref name="value"/>.</summary>
    public byte[] SerializeToArray<T>(T value)
    {
        var output = new ArrayBufferWriter<byte>();
        Serialize(value, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Appends the bytes of <paramref name="value"/> to <paramref name="destination"/>.</summary>
    public void Serialize<T>(T value, IBufferWriter<byte> destination)
    {
        var writer = new Writer(destination, codecs);
        codecs.GetCodec<T>().WriteField(ref writer, 0, value);
        writer.Commit();
    }

    public T Deserialize<T>(byte[] source) => Deserialize<T>(source.AsSpan());

    public T Deserialize<T>(ReadOnlyMemory<byte> source) => Deserialize<T>(source.Span);

    /// <summary>The value in <paramref name="source"/>, which it fills entirely.</summary>
    /// <exception cref="SerializerException">The bytes are no such value.</exception>
    public T Deserialize<T>(ReadOnlySpan<byte> source)
    {
        try
        {
            var reader = new Reader(source, codecs);
            var value = codecs.GetCodec<T>().ReadValue(ref reader, reader.ReadValueHeader());
            return reader.Remaining == 0 ? value! : throw reader.Malformed("bytes follow the value");
        }
        catch (Exception error) when (error is not SerializerException)
        {
            throw new SerializerException($"the content is no valid {typeof(T).Name}: {error.Message}", error);
        }
    }

    /// <inheritdoc cref="Deserialize{T}(ReadOnlySpan{byte})"/>
    public T Deserialize<T>(ReadOnlySequence<byte> source)
    {
        if (source.IsSingleSegment)
        {
            return Deserialize<T>(source.FirstSpan);
        }

        var length = checked((int)source.Length);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            source.CopyTo(rented);
            return Deserialize<T>(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
