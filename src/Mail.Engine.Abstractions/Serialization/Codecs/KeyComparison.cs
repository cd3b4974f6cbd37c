namespace Orleans.Serialization.Codecs;

/// <summary>How a dictionary or set compares: the default and the two ordinal string comparisons travel.</summary>
internal static class KeyComparison
{
    public const uint Default = 0;
    private const uint Ordinal = 1;
    private const uint OrdinalIgnoreCase = 2;

    public static uint Encode<T>(IEqualityComparer<T>? comparer) => comparer switch
    {
        null => Default,
        _ when ReferenceEquals(comparer, EqualityComparer<T>.Default) => Default,
        _ when ReferenceEquals(comparer, StringComparer.Ordinal) => Ordinal,
        _ when ReferenceEquals(comparer, StringComparer.OrdinalIgnoreCase) => OrdinalIgnoreCase,
        _ => throw new SerializerException($"the comparer {comparer.GetType()} does not travel: use the default, Ordinal or OrdinalIgnoreCase"),
    };

    public static IEqualityComparer<T>? Decode<T>(uint code) => code switch
    {
        Default => null,
        Ordinal when typeof(T) == typeof(string) => (IEqualityComparer<T>)StringComparer.Ordinal,
        OrdinalIgnoreCase when typeof(T) == typeof(string) => (IEqualityComparer<T>)StringComparer.OrdinalIgnoreCase,
        _ => throw new SerializerException($"the key comparison {code} is unknown for {typeof(T).Name}"),
    };
}
