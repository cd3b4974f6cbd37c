using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Configuration;

/// <content>Codecs, as generated code registers them.</content>
public sealed partial class TypeManifestOptions
{
    private readonly List<(FieldCodec Codec, string? Name)> _codecs = [];
    private readonly List<(Type Type, Type Codec, string Name)> _genericCodecs = [];

    /// <summary>Registers the codec of a type; with a name, values of the type may also travel in fields of a base type or object.</summary>
    public void AddCodec(FieldCodec codec, string? name = null) => _codecs.Add((codec, name));

    /// <summary>Registers an open generic type with its open codec, whose constructor takes one codec per type argument.</summary>
    public void AddGenericCodec(Type type, Type codec, string name) => _genericCodecs.Add((type, codec, name));

    internal void RegisterCodecs(Action<FieldCodec, string?> add, Action<Type, Type, string> addGeneric)
    {
        _codecs.ForEach(entry => add(entry.Codec, entry.Name));
        _genericCodecs.ForEach(entry => addGeneric(entry.Type, entry.Codec, entry.Name));
    }
}
