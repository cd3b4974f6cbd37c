using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>
/// Base of collection codecs: an object with the count as field 0, the elements as fields 1 and, for sets, the comparison as field 2.
/// </summary>
public abstract class SequenceCodec<TSequence, T>(FieldCodec<T> elements) : FieldCodec<TSequence>
{
    private const uint CountField = 0;
    private const uint ElementField = 1;
    private const uint ComparisonField = 2;

    /// <summary>The codec of one element.</summary>
    protected FieldCodec<T> Elements { get; } = elements;

    /// <inheritdoc/>
    public sealed override void WriteField(ref Writer writer, uint id, TSequence? value)
    {
        if (value is null || IsNull(value))
        {
            writer.WriteNull(id);
            return;
        }

        writer.BeginObject(id);
        writer.WriteFieldHeader(CountField, WireType.VarInt);
        writer.WriteVarUInt32((uint)Count(value));
        if (Comparison(value) is var comparison && comparison != KeyComparison.Default)
        {
            writer.WriteFieldHeader(ComparisonField, WireType.VarInt);
            writer.WriteVarUInt32(comparison);
        }

        WriteElements(ref writer, value);
        writer.EndObject();
    }

    /// <inheritdoc/>
    public sealed override TSequence? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return default;
        }

        reader.Expect(type, WireType.Object);
        reader.Enter();
        var items = ReadElements(ref reader, out var comparison);
        reader.Leave();
        return Build(items, comparison);
    }

    /// <inheritdoc/>
    public override TSequence? Copy(TSequence? value, ref CopyScope scope)
    {
        if (value is null || IsNull(value) || IsImmutable)
        {
            return value;
        }

        scope.Enter();
        var items = new T[Count(value)];
        var index = 0;
        foreach (var item in Enumerate(value))
        {
            items[index++] = Elements.Copy(item, ref scope)!;
        }

        scope.Leave();
        return Build(items, Comparison(value));
    }

    private protected virtual bool IsNull(TSequence value) => false;

    private protected virtual uint Comparison(TSequence value) => KeyComparison.Default;

    private protected abstract int Count(TSequence value);

    private protected abstract IEnumerable<T> Enumerate(TSequence value);

    private protected abstract TSequence Build(T[] items, uint comparison);

    private protected virtual void WriteElements(ref Writer writer, TSequence value)
    {
        foreach (var item in Enumerate(value))
        {
            Elements.WriteField(ref writer, ElementField, item);
        }
    }

    private protected void WriteSpan(ref Writer writer, ReadOnlySpan<T> items)
    {
        foreach (var item in items)
        {
            Elements.WriteField(ref writer, ElementField, item);
        }
    }

    private T[] ReadElements(ref Reader reader, out uint comparison)
    {
        comparison = KeyComparison.Default;
        T[] items = [];
        uint? announced = null;
        uint count = 0;
        while (reader.TryReadField(out var id, out var type))
        {
            switch (id)
            {
                case CountField:
                    reader.Expect(type, WireType.VarInt);
                    // Every announcement allocates: more than one would let a few octets cost memory without end.
                    announced = announced is null ? reader.ReadVarUInt32() : throw reader.Malformed("the count stands twice");
                    items = Allocate(ref reader, announced.Value);
                    break;
                case ElementField:
                    items = count < items.Length ? items : Grow(ref reader, items, announced ?? 0);
                    items[count++] = Elements.ReadValue(ref reader, type)!;
                    break;
                case ComparisonField:
                    reader.Expect(type, WireType.VarInt);
                    comparison = reader.ReadVarUInt32();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return count == (announced ?? 0) ? items : throw reader.Malformed($"{announced ?? 0} elements announced, {count} found");
    }

    private static T[] Allocate(ref Reader reader, uint expected) => expected > (uint)reader.Remaining
        ? throw reader.Malformed("more elements announced than bytes follow")
        : expected == 0 ? [] : new T[Math.Min(expected, WireLimits.MaxPreallocated)];

    private static T[] Grow(ref Reader reader, T[] items, uint expected)
    {
        if (items.Length >= expected)
        {
            throw reader.Malformed("more elements than announced");
        }

        Array.Resize(ref items, (int)Math.Min(expected, 2u * (uint)items.Length));
        return items;
    }
}
