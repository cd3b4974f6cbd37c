using System.Collections.Concurrent;
using System.Text;
using Orleans.Runtime;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;

namespace Orleans.Serialization.Codecs;

/// <summary>
/// The codecs of one host: built in, and registered by generated code. Generated codecs refer to each other directly; this is asked only
/// where a type is known at run time alone. A name on the wire leads to a registered type or to an error, never to another loaded type.
/// </summary>
public sealed class CodecProvider : IDeepCopierProvider
{
    private readonly ConcurrentDictionary<Type, FieldCodec> _codecs = new();
    private readonly ConcurrentDictionary<Type, TypedCodec> _typed = new();
    private readonly ConcurrentDictionary<Type, IDeepCopier> _copiers = new();
    private readonly ConcurrentDictionary<string, TypedCodec> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, GenericCodec> _generic = [];
    private readonly Dictionary<string, GenericCodec> _genericByName = new(StringComparer.Ordinal);
    private readonly CodecConstruction _construction;

    /// <summary>A provider over what <paramref name="manifest"/> registered.</summary>
    /// <exception cref="SerializerException">Two types have the same name.</exception>
    public CodecProvider(TypeManifestOptions manifest)
    {
        Manifest = manifest;
        _construction = new CodecConstruction(this, _generic, _genericByName);
        BuiltInCodecs.Register(AddNamed, AddGeneric);
        manifest.RegisterCodecs(AddNamed, AddGeneric);
    }

    /// <summary>Makes references to grains and observers out of wire content; the engine sets it once it can.</summary>
    public Func<GrainId, GrainInterfaceType, IAddressable>? ReferenceFactory { get; set; }

    internal TypeManifestOptions Manifest { get; }

    /// <summary>The codec of <typeparamref name="T"/>.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    public FieldCodec<T> GetCodec<T>() => (FieldCodec<T>)GetCodec(typeof(T));

    /// <summary>The codec of <paramref name="type"/>.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    public FieldCodec GetCodec(Type type) => _codecs.TryGetValue(type, out var codec) ? codec : _codecs.GetOrAdd(type, _construction.Construct(type));

    /// <inheritdoc/>
    public IDeepCopier<T> GetDeepCopier<T>() => (IDeepCopier<T>)_copiers.GetOrAdd(
        typeof(T), static (_, self) => new CodecCopier<T>(self.GetCodec<T>(), self), this);

    /// <inheritdoc/>
    public IDeepCopier<T>? TryGetDeepCopier<T>()
    {
        try
        {
            return GetDeepCopier<T>();
        }
        catch (CodecNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public IDeepCopier GetDeepCopier(Type type) => new CodecCopier(GetCodec(type), this);

    /// <inheritdoc/>
    public bool IsShallowCopyable(Type type) => GetCodec(type).IsImmutable;

    internal TypedCodec GetTyped(Type type) => _typed.TryGetValue(type, out var typed) ? typed : _typed.GetOrAdd(type, _construction.ConstructTyped(type));

    internal TypedCodec GetByName(ReadOnlySpan<byte> name)
    {
        var text = Encoding.UTF8.GetString(name);
        return _byName.TryGetValue(text, out var typed) ? typed : _byName.GetOrAdd(text, _construction.ConstructNamed(text));
    }

    internal FieldCodec? TryGetRegistered(Type type) => _codecs.GetValueOrDefault(type);

    internal TypedCodec? TryGetRegistered(string name) => _byName.GetValueOrDefault(name);

    private void AddNamed(FieldCodec codec, string? name)
    {
        _codecs[codec.ValueType] = codec;
        if (name is null)
        {
            return;
        }

        var typed = new TypedCodec(Encoding.UTF8.GetBytes(name), codec);
        if (typed.Name.Length > WireLimits.MaxTypeName)
        {
            throw new SerializerException($"the type name {name} is longer than {WireLimits.MaxTypeName} bytes");
        }

        if (!_byName.TryAdd(name, typed) && _byName[name].Codec.ValueType != codec.ValueType)
        {
            throw new SerializerException($"{_byName[name].Codec.ValueType} and {codec.ValueType} have the same name on the wire: {name}");
        }

        _typed[codec.ValueType] = typed;
    }

    private void AddGeneric(Type type, Type codecType, string name)
    {
        var generic = new GenericCodec(type, codecType, name);
        _generic[type] = generic;
        if (!_genericByName.TryAdd(name, generic) && _genericByName[name].Type != type)
        {
            throw new SerializerException($"{_genericByName[name].Type} and {type} have the same name on the wire: {name}");
        }

        _genericByName[name] = generic;
    }
}
