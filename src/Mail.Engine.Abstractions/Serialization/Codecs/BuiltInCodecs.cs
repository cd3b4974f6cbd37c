using System.Collections.Immutable;
using Orleans.Runtime;

namespace Orleans.Serialization.Codecs;

/// <summary>The codecs that every host has, with their names on the wire.</summary>
internal static class BuiltInCodecs
{
    public static void Register(Action<FieldCodec, string?> add, Action<Type, Type, string> addGeneric)
    {
        Scalars(add);
        Engine(add);
        foreach (var (codec, name) in WellKnownExceptions.All)
        {
            add(codec, name);
        }

        Collections(addGeneric);
    }

    private static void Scalars(Action<FieldCodec, string?> add)
    {
        add(BooleanCodec.Instance, "bool");
        add(CharCodec.Instance, "char");
        add(SByteCodec.Instance, "sbyte");
        add(ByteCodec.Instance, "byte");
        add(Int16Codec.Instance, "short");
        add(UInt16Codec.Instance, "ushort");
        add(Int32Codec.Instance, "int");
        add(UInt32Codec.Instance, "uint");
        add(Int64Codec.Instance, "long");
        add(UInt64Codec.Instance, "ulong");
        add(SingleCodec.Instance, "float");
        add(DoubleCodec.Instance, "double");
        add(DecimalCodec.Instance, "decimal");
        add(StringCodec.Instance, "string");
        add(GuidCodec.Instance, "guid");
        add(DateTimeCodec.Instance, "datetime");
        add(DateTimeOffsetCodec.Instance, "datetimeoffset");
        add(TimeSpanCodec.Instance, "timespan");
        add(DateOnlyCodec.Instance, "date");
        add(TimeOnlyCodec.Instance, "time");
        add(UriCodec.Instance, "uri");
        add(VersionCodec.Instance, "version");
        add(IPAddressCodec.Instance, "ip");
        add(IPEndPointCodec.Instance, "endpoint");
        add(ByteArrayCodec.Instance, "bytes");
        add(ReadOnlyMemoryCodec.Instance, "memory");
        add(MemoryCodec.Instance, "mutablememory");
        add(ImmutableByteArrayCodec.Instance, "immutablebytes");
    }

    private static void Engine(Action<FieldCodec, string?> add)
    {
        add(GrainIdCodec.Instance, "grainid");
        add(SiloAddressCodec.Instance, "silo");
        add(EnumCodec<SiloStatus>.Instance, "silostatus");
        add(SimpleGrainStatisticCodec.Instance, "grainstatistic");
        add(DetailedGrainStatisticCodec.Instance, "detailedgrainstatistic");
        add(GrainReferenceCodec.Any, GrainReferenceCodec.WireName);
        add(RequestCodec.Instance, RequestCodec.WireName);
        add(UnavailableExceptionCodec.Instance, UnavailableExceptionCodec.WireName);
        add(PolymorphicCodec<Exception>.Instance, null);
    }

    private static void Collections(Action<Type, Type, string> add)
    {
        add(typeof(Nullable<>), typeof(NullableCodec<>), "nullable");
        add(typeof(List<>), typeof(ListCodec<>), "list");
        add(typeof(Queue<>), typeof(QueueCodec<>), "queue");
        add(typeof(HashSet<>), typeof(HashSetCodec<>), "set");
        add(typeof(SortedSet<>), typeof(SortedSetCodec<>), "sortedset");
        add(typeof(ImmutableArray<>), typeof(ImmutableArrayCodec<>), "immutablearray");
        add(typeof(ImmutableList<>), typeof(ImmutableListCodec<>), "immutablelist");
        add(typeof(ImmutableHashSet<>), typeof(ImmutableHashSetCodec<>), "immutableset");
        add(typeof(Dictionary<,>), typeof(DictionaryCodec<,>), "map");
        add(typeof(SortedDictionary<,>), typeof(SortedDictionaryCodec<,>), "sortedmap");
        add(typeof(ImmutableDictionary<,>), typeof(ImmutableDictionaryCodec<,>), "immutablemap");
        add(typeof(KeyValuePair<,>), typeof(KeyValuePairCodec<,>), "pair");
        add(typeof(IReadOnlyList<>), typeof(IReadOnlyListCodec<>), "ireadonlylist");
        add(typeof(IReadOnlyCollection<>), typeof(IReadOnlyCollectionCodec<>), "ireadonlycollection");
        add(typeof(IEnumerable<>), typeof(IEnumerableCodec<>), "ienumerable");
        add(typeof(IList<>), typeof(IListCodec<>), "ilist");
        add(typeof(ICollection<>), typeof(ICollectionCodec<>), "icollection");
        add(typeof(ISet<>), typeof(ISetCodec<>), "iset");
        add(typeof(IReadOnlySet<>), typeof(IReadOnlySetCodec<>), "ireadonlyset");
        add(typeof(IDictionary<,>), typeof(IDictionaryCodec<,>), "imap");
        add(typeof(IReadOnlyDictionary<,>), typeof(IReadOnlyDictionaryCodec<,>), "ireadonlymap");
        add(typeof(ValueTuple<,>), typeof(ValueTupleCodec<,>), "tuple2");
        add(typeof(ValueTuple<,,>), typeof(ValueTupleCodec<,,>), "tuple3");
        add(typeof(ValueTuple<,,,>), typeof(ValueTupleCodec<,,,>), "tuple4");
        add(typeof(ValueTuple<,,,,>), typeof(ValueTupleCodec<,,,,>), "tuple5");
        add(typeof(ValueTuple<,,,,,>), typeof(ValueTupleCodec<,,,,,>), "tuple6");
        add(typeof(ValueTuple<,,,,,,>), typeof(ValueTupleCodec<,,,,,,>), "tuple7");
    }
}
