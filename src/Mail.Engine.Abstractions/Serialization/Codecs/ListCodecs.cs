using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>One-dimensional arrays.</summary>
public sealed class ArrayCodec<T>(FieldCodec<T> elements) : SequenceCodec<T[], T>(elements)
{
    /// <inheritdoc/>
    public override T[]? Copy(T[]? value, ref CopyScope scope) =>
        value is not null && Elements.IsImmutable ? value.AsSpan().ToArray() : base.Copy(value, ref scope);

    private protected override void WriteElements(ref Writer writer, T[] value) => WriteSpan(ref writer, value);

    private protected override int Count(T[] value) => value.Length;

    private protected override IEnumerable<T> Enumerate(T[] value) => value;

    private protected override T[] Build(T[] items, uint comparison) => items;
}

/// <summary>Lists.</summary>
public sealed class ListCodec<T>(FieldCodec<T> elements) : SequenceCodec<List<T>, T>(elements)
{
    /// <inheritdoc/>
    public override List<T>? Copy(List<T>? value, ref CopyScope scope) =>
        value is not null && Elements.IsImmutable ? [.. value] : base.Copy(value, ref scope);

    private protected override void WriteElements(ref Writer writer, List<T> value) => WriteSpan(ref writer, CollectionsMarshal.AsSpan(value));

    private protected override int Count(List<T> value) => value.Count;

    private protected override IEnumerable<T> Enumerate(List<T> value) => value;

    private protected override List<T> Build(T[] items, uint comparison) => From(items);

    private static List<T> From(T[] items)
    {
        var list = new List<T>();
        CollectionsMarshal.SetCount(list, items.Length);
        items.CopyTo(CollectionsMarshal.AsSpan(list));
        return list;
    }
}

/// <summary>Immutable arrays, shared when the elements are; the default instance travels as null.</summary>
public sealed class ImmutableArrayCodec<T>(FieldCodec<T> elements) : SequenceCodec<ImmutableArray<T>, T>(elements)
{
    /// <inheritdoc/>
    public override bool IsImmutable => Elements.IsImmutable;

    private protected override void WriteElements(ref Writer writer, ImmutableArray<T> value) => WriteSpan(ref writer, value.AsSpan());

    private protected override bool IsNull(ImmutableArray<T> value) => value.IsDefault;

    private protected override int Count(ImmutableArray<T> value) => value.Length;

    private protected override IEnumerable<T> Enumerate(ImmutableArray<T> value) => value;

    private protected override ImmutableArray<T> Build(T[] items, uint comparison) => ImmutableCollectionsMarshal.AsImmutableArray(items);
}

/// <summary>Immutable lists, shared when the elements are.</summary>
public sealed class ImmutableListCodec<T>(FieldCodec<T> elements) : SequenceCodec<ImmutableList<T>, T>(elements)
{
    /// <inheritdoc/>
    public override bool IsImmutable => Elements.IsImmutable;

    private protected override int Count(ImmutableList<T> value) => value.Count;

    private protected override IEnumerable<T> Enumerate(ImmutableList<T> value) => value;

    private protected override ImmutableList<T> Build(T[] items, uint comparison) => ImmutableList.Create(items);
}

/// <summary>Queues, first element first.</summary>
public sealed class QueueCodec<T>(FieldCodec<T> elements) : SequenceCodec<Queue<T>, T>(elements)
{
    private protected override int Count(Queue<T> value) => value.Count;

    private protected override IEnumerable<T> Enumerate(Queue<T> value) => value;

    private protected override Queue<T> Build(T[] items, uint comparison) => new Queue<T>(items);
}
