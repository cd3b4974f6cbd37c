using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>A pair as an object with the fields 1 and 2.</summary>
public sealed class KeyValuePairCodec<TKey, TValue>(FieldCodec<TKey> keys, FieldCodec<TValue> values)
    : StructCodec<KeyValuePair<TKey, TValue>>
{
    /// <inheritdoc/>
    public override bool IsImmutable { get; } = keys.IsImmutable && values.IsImmutable;

    /// <inheritdoc/>
    public override void WriteMembers(ref Writer writer, ref KeyValuePair<TKey, TValue> value)
    {
        keys.WriteField(ref writer, 1, value.Key);
        values.WriteField(ref writer, 2, value.Value);
    }

    /// <inheritdoc/>
    public override void ReadMembers(ref Reader reader, ref KeyValuePair<TKey, TValue> value)
    {
        while (reader.TryReadField(out var id, out var type))
        {
            switch (id)
            {
                case 1: value = new(keys.ReadValue(ref reader, type)!, value.Value); break;
                case 2: value = new(value.Key, values.ReadValue(ref reader, type)!); break;
                default: reader.Skip(type); break;
            }
        }
    }

    /// <inheritdoc/>
    public override void CopyMembers(ref KeyValuePair<TKey, TValue> value, ref CopyScope scope) =>
        value = new(keys.Copy(value.Key, ref scope)!, values.Copy(value.Value, ref scope)!);
}
