using System.Buffers;

namespace Orleans.Serialization;

/// <summary>Writes and reads values of one type.</summary>
public sealed class Serializer<T>(Serializer serializer)
{
    public byte[] SerializeToArray(T value) => serializer.SerializeToArray(value);

    public void Serialize(T value, IBufferWriter<byte> destination) => serializer.Serialize(value, destination);

    public T Deserialize(byte[] source) => serializer.Deserialize<T>(source);

    public T Deserialize(ReadOnlyMemory<byte> source) => serializer.Deserialize<T>(source);

    public T Deserialize(ReadOnlySpan<byte> source) => serializer.Deserialize<T>(source);

    public T Deserialize(ReadOnlySequence<byte> source) => serializer.Deserialize<T>(source);
}
