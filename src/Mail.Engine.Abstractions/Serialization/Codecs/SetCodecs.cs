using System.Collections.Immutable;

namespace Orleans.Serialization.Codecs;

/// <summary>Hash sets with their comparison.</summary>
public sealed class HashSetCodec<T>(FieldCodec<T> elements) : SequenceCodec<HashSet<T>, T>(elements)
{
    private protected override uint Comparison(HashSet<T> value) => KeyComparison.Encode(value.Comparer);

    private protected override int Count(HashSet<T> value) => value.Count;

    private protected override IEnumerable<T> Enumerate(HashSet<T> value) => value;

    private protected override HashSet<T> Build(T[] items, uint comparison) => new HashSet<T>(items, KeyComparison.Decode<T>(comparison));
}

/// <summary>Immutable hash sets with their comparison.</summary>
public sealed class ImmutableHashSetCodec<T>(FieldCodec<T> elements) : SequenceCodec<ImmutableHashSet<T>, T>(elements)
{
    /// <inheritdoc/>
    public override bool IsImmutable => Elements.IsImmutable;

    private protected override uint Comparison(ImmutableHashSet<T> value) => KeyComparison.Encode(value.KeyComparer);

    private protected override int Count(ImmutableHashSet<T> value) => value.Count;

    private protected override IEnumerable<T> Enumerate(ImmutableHashSet<T> value) => value;

    private protected override ImmutableHashSet<T> Build(T[] items, uint comparison) => ImmutableHashSet.Create(KeyComparison.Decode<T>(comparison), items);
}

/// <summary>Sorted sets in the default order.</summary>
public sealed class SortedSetCodec<T>(FieldCodec<T> elements) : SequenceCodec<SortedSet<T>, T>(elements)
{
    private protected override int Count(SortedSet<T> value) => value.Count;

    private protected override IEnumerable<T> Enumerate(SortedSet<T> value) => value;

    private protected override SortedSet<T> Build(T[] items, uint comparison) => new SortedSet<T>(items);
}
