namespace Mail.Engine.Generator.Model;

/// <summary>Codecs of the base library's types, by metadata name.</summary>
internal static class KnownCodecs
{
    public const string Namespace = "global::Orleans.Serialization.Codecs.";

    /// <summary>Types with one codec, and whether their values never change.</summary>
    public static readonly Dictionary<string, (string Codec, bool Immutable)> Plain = new()
    {
        ["System.Boolean"] = ("BooleanCodec", true),
        ["System.Char"] = ("CharCodec", true),
        ["System.SByte"] = ("SByteCodec", true),
        ["System.Byte"] = ("ByteCodec", true),
        ["System.Int16"] = ("Int16Codec", true),
        ["System.UInt16"] = ("UInt16Codec", true),
        ["System.Int32"] = ("Int32Codec", true),
        ["System.UInt32"] = ("UInt32Codec", true),
        ["System.Int64"] = ("Int64Codec", true),
        ["System.UInt64"] = ("UInt64Codec", true),
        ["System.Single"] = ("SingleCodec", true),
        ["System.Double"] = ("DoubleCodec", true),
        ["System.Decimal"] = ("DecimalCodec", true),
        ["System.String"] = ("StringCodec", true),
        ["System.Guid"] = ("GuidCodec", true),
        ["System.DateTime"] = ("DateTimeCodec", true),
        ["System.DateTimeOffset"] = ("DateTimeOffsetCodec", true),
        ["System.TimeSpan"] = ("TimeSpanCodec", true),
        ["System.DateOnly"] = ("DateOnlyCodec", true),
        ["System.TimeOnly"] = ("TimeOnlyCodec", true),
        ["System.Uri"] = ("UriCodec", true),
        ["System.Version"] = ("VersionCodec", true),
        ["System.Net.IPAddress"] = ("IPAddressCodec", true),
        ["System.Net.IPEndPoint"] = ("IPEndPointCodec", true),
        ["Orleans.Runtime.GrainId"] = ("GrainIdCodec", true),
        ["Orleans.Runtime.SiloAddress"] = ("SiloAddressCodec", true),
    };

    /// <summary>Generic types with their open codec; those that are immutable when their arguments are.</summary>
    public static readonly Dictionary<string, (string Codec, bool Immutable)> Generic = new()
    {
        ["System.Nullable`1"] = ("NullableCodec", true),
        ["System.Collections.Generic.KeyValuePair`2"] = ("KeyValuePairCodec", true),
        ["System.Collections.Immutable.ImmutableArray`1"] = ("ImmutableArrayCodec", true),
        ["System.Collections.Immutable.ImmutableList`1"] = ("ImmutableListCodec", true),
        ["System.Collections.Immutable.ImmutableHashSet`1"] = ("ImmutableHashSetCodec", true),
        ["System.Collections.Immutable.ImmutableDictionary`2"] = ("ImmutableDictionaryCodec", true),
        ["System.Collections.Generic.List`1"] = ("ListCodec", false),
        ["System.Collections.Generic.Queue`1"] = ("QueueCodec", false),
        ["System.Collections.Generic.HashSet`1"] = ("HashSetCodec", false),
        ["System.Collections.Generic.SortedSet`1"] = ("SortedSetCodec", false),
        ["System.Collections.Generic.Dictionary`2"] = ("DictionaryCodec", false),
        ["System.Collections.Generic.SortedDictionary`2"] = ("SortedDictionaryCodec", false),
        ["System.Collections.Generic.IReadOnlyList`1"] = ("IReadOnlyListCodec", false),
        ["System.Collections.Generic.IReadOnlyCollection`1"] = ("IReadOnlyCollectionCodec", false),
        ["System.Collections.Generic.IEnumerable`1"] = ("IEnumerableCodec", false),
        ["System.Collections.Generic.IList`1"] = ("IListCodec", false),
        ["System.Collections.Generic.ICollection`1"] = ("ICollectionCodec", false),
        ["System.Collections.Generic.ISet`1"] = ("ISetCodec", false),
        ["System.Collections.Generic.IReadOnlySet`1"] = ("IReadOnlySetCodec", false),
        ["System.Collections.Generic.IDictionary`2"] = ("IDictionaryCodec", false),
        ["System.Collections.Generic.IReadOnlyDictionary`2"] = ("IReadOnlyDictionaryCodec", false),
    };
}
