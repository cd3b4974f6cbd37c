namespace Orleans.Serialization.Codecs;

/// <summary>What is declared as IReadOnlyList arrives as an array.</summary>
public sealed class IReadOnlyListCodec<T>(FieldCodec<T> elements) : SequenceCodec<IReadOnlyList<T>, T>(elements)
{
    private protected override int Count(IReadOnlyList<T> value) => value.Count;

    private protected override IEnumerable<T> Enumerate(IReadOnlyList<T> value) => value;

    private protected override IReadOnlyList<T> Build(T[] items, uint comparison) => items;
}

/// <summary>What is declared as IReadOnlyCollection arrives as an array.</summary>
public sealed class IReadOnlyCollectionCodec<T>(FieldCodec<T> elements) : SequenceCodec<IReadOnlyCollection<T>, T>(elements)
{
    private protected override int Count(IReadOnlyCollection<T> value) => value.Count;

    private protected override IEnumerable<T> Enumerate(IReadOnlyCollection<T> value) => value;

    private protected override IReadOnlyCollection<T> Build(T[] items, uint comparison) => items;
}

/// <summary>What is declared as IEnumerable arrives as an array.</summary>
public sealed class IEnumerableCodec<T>(FieldCodec<T> elements) : SequenceCodec<IEnumerable<T>, T>(elements)
{
    private protected override int Count(IEnumerable<T> value) => value.Count();

    private protected override IEnumerable<T> Enumerate(IEnumerable<T> value) => value;

    private protected override IEnumerable<T> Build(T[] items, uint comparison) => items;
}

/// <summary>What is declared as IList arrives as a list.</summary>
public sealed class IListCodec<T>(FieldCodec<T> elements) : SequenceCodec<IList<T>, T>(elements)
{
    private protected override int Count(IList<T> value) => value.Count;

    private protected override IEnumerable<T> Enumerate(IList<T> value) => value;

    private protected override IList<T> Build(T[] items, uint comparison) => new List<T>(items);
}

/// <summary>What is declared as ICollection arrives as a list.</summary>
public sealed class ICollectionCodec<T>(FieldCodec<T> elements) : SequenceCodec<ICollection<T>, T>(elements)
{
    private protected override int Count(ICollection<T> value) => value.Count;

    private protected override IEnumerable<T> Enumerate(ICollection<T> value) => value;

    private protected override ICollection<T> Build(T[] items, uint comparison) => new List<T>(items);
}

/// <summary>What is declared as ISet arrives as a hash set with the comparison of the one sent.</summary>
public sealed class ISetCodec<T>(FieldCodec<T> elements) : SequenceCodec<ISet<T>, T>(elements)
{
    private protected override uint Comparison(ISet<T> value) => value is HashSet<T> set ? KeyComparison.Encode(set.Comparer) : KeyComparison.Default;

    private protected override int Count(ISet<T> value) => value.Count;

    private protected override IEnumerable<T> Enumerate(ISet<T> value) => value;

    private protected override ISet<T> Build(T[] items, uint comparison) => new HashSet<T>(items, KeyComparison.Decode<T>(comparison));
}

/// <summary>What is declared as IReadOnlySet arrives as a hash set with the comparison of the one sent.</summary>
public sealed class IReadOnlySetCodec<T>(FieldCodec<T> elements) : SequenceCodec<IReadOnlySet<T>, T>(elements)
{
    private protected override uint Comparison(IReadOnlySet<T> value) => value is HashSet<T> set ? KeyComparison.Encode(set.Comparer) : KeyComparison.Default;

    private protected override int Count(IReadOnlySet<T> value) => value.Count;

    private protected override IEnumerable<T> Enumerate(IReadOnlySet<T> value) => value;

    private protected override IReadOnlySet<T> Build(T[] items, uint comparison) => new HashSet<T>(items, KeyComparison.Decode<T>(comparison));
}
