using System.Collections.Immutable;

namespace Orleans.Serialization.Codecs;

/// <summary>Base of dictionary codecs: a sequence of pairs.</summary>
public abstract class MapCodec<TMap, TKey, TValue>(FieldCodec<TKey> keys, FieldCodec<TValue> values)
    : SequenceCodec<TMap, KeyValuePair<TKey, TValue>>(new KeyValuePairCodec<TKey, TValue>(keys, values))
    where TMap : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private protected sealed override IEnumerable<KeyValuePair<TKey, TValue>> Enumerate(TMap value) => value;

    private protected static Dictionary<TKey, TValue> NewDictionary(KeyValuePair<TKey, TValue>[] items, uint comparison)
    {
        var map = new Dictionary<TKey, TValue>(items.Length, KeyComparison.Decode<TKey>(comparison));
        foreach (var (key, value) in items)
        {
            map[NotNull(key)] = value;
        }

        return map;
    }

    private protected static TKey NotNull(TKey? key) => key is null ? throw new SerializerException("a dictionary key is null") : key;
}

/// <summary>Dictionaries with their comparison.</summary>
public sealed class DictionaryCodec<TKey, TValue>(FieldCodec<TKey> keys, FieldCodec<TValue> values)
    : MapCodec<Dictionary<TKey, TValue>, TKey, TValue>(keys, values)
    where TKey : notnull
{
    private protected override int Count(Dictionary<TKey, TValue> value) => value.Count;

    private protected override uint Comparison(Dictionary<TKey, TValue> value) => KeyComparison.Encode(value.Comparer);

    private protected override Dictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] items, uint comparison) =>
        NewDictionary(items, comparison);
}

/// <summary>What is declared as IDictionary arrives as a dictionary with the comparison of the one sent.</summary>
public sealed class IDictionaryCodec<TKey, TValue>(FieldCodec<TKey> keys, FieldCodec<TValue> values)
    : MapCodec<IDictionary<TKey, TValue>, TKey, TValue>(keys, values)
    where TKey : notnull
{
    private protected override int Count(IDictionary<TKey, TValue> value) => value.Count;

    private protected override uint Comparison(IDictionary<TKey, TValue> value) =>
        value is Dictionary<TKey, TValue> map ? KeyComparison.Encode(map.Comparer) : KeyComparison.Default;

    private protected override IDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] items, uint comparison) =>
        NewDictionary(items, comparison);
}

/// <summary>What is declared as IReadOnlyDictionary arrives as a dictionary with the comparison of the one sent.</summary>
public sealed class IReadOnlyDictionaryCodec<TKey, TValue>(FieldCodec<TKey> keys, FieldCodec<TValue> values)
    : MapCodec<IReadOnlyDictionary<TKey, TValue>, TKey, TValue>(keys, values)
    where TKey : notnull
{
    private protected override int Count(IReadOnlyDictionary<TKey, TValue> value) => value.Count;

    private protected override uint Comparison(IReadOnlyDictionary<TKey, TValue> value) => value switch
    {
        Dictionary<TKey, TValue> map => KeyComparison.Encode(map.Comparer),
        ImmutableDictionary<TKey, TValue> map => KeyComparison.Encode(map.KeyComparer),
        _ => KeyComparison.Default,
    };

    private protected override IReadOnlyDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] items, uint comparison) =>
        NewDictionary(items, comparison);
}

/// <summary>Dictionaries sorted in the default order.</summary>
public sealed class SortedDictionaryCodec<TKey, TValue>(FieldCodec<TKey> keys, FieldCodec<TValue> values)
    : MapCodec<SortedDictionary<TKey, TValue>, TKey, TValue>(keys, values)
    where TKey : notnull
{
    private protected override int Count(SortedDictionary<TKey, TValue> value) => value.Count;

    private protected override SortedDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] items, uint comparison) =>
        new(NewDictionary(items, KeyComparison.Default));
}

/// <summary>Immutable dictionaries with their comparison, shared when keys and values are immutable.</summary>
public sealed class ImmutableDictionaryCodec<TKey, TValue>(FieldCodec<TKey> keys, FieldCodec<TValue> values)
    : MapCodec<ImmutableDictionary<TKey, TValue>, TKey, TValue>(keys, values)
    where TKey : notnull
{
    /// <inheritdoc/>
    public override bool IsImmutable => Elements.IsImmutable;

    private protected override int Count(ImmutableDictionary<TKey, TValue> value) => value.Count;

    private protected override uint Comparison(ImmutableDictionary<TKey, TValue> value) => KeyComparison.Encode(value.KeyComparer);

    private protected override ImmutableDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] items, uint comparison)
    {
        var map = ImmutableDictionary.CreateBuilder<TKey, TValue>(KeyComparison.Decode<TKey>(comparison));
        foreach (var (key, value) in items)
        {
            map[NotNull(key)] = value;
        }

        return map.ToImmutable();
    }
}
