using System.Text;
using Orleans.Runtime;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>
/// Makes codecs of constructed types (arrays, collections, registered generics) and their names, once per type. Names read
/// <c>name</c> or <c>name[argument,argument]</c>.
/// </summary>
internal sealed class CodecConstruction(
    CodecProvider provider, Dictionary<Type, GenericCodec> generic, Dictionary<string, GenericCodec> genericByName)
{
    private const string ArrayName = "array";

    public FieldCodec Construct(Type type)
    {
        if (type.IsSZArray)
        {
            return Create(typeof(ArrayCodec<>), [type.GetElementType()!]);
        }

        if (type.IsEnum)
        {
            return Create(typeof(EnumCodec<>), [type], []);
        }

        if (type.IsConstructedGenericType && generic.TryGetValue(type.GetGenericTypeDefinition(), out var open))
        {
            return Create(open.CodecType, type.GetGenericArguments());
        }

        if (typeof(IAddressable).IsAssignableFrom(type) && (type.IsInterface || typeof(GrainReference).IsAssignableFrom(type)))
        {
            return Create(typeof(GrainReferenceCodec<>), [type], []);
        }

        return type.IsInterface || type == typeof(object) || type.IsAbstract || type == typeof(Exception)
            ? Create(typeof(PolymorphicCodec<>), [type], [])
            : throw new CodecNotFoundException($"{type} has no codec: mark it [GenerateSerializer] or register a converter");
    }

    public TypedCodec ConstructTyped(Type type)
    {
        if (typeof(GrainReference).IsAssignableFrom(type))
        {
            return provider.TryGetRegistered(GrainReferenceCodec.WireName)!;
        }

        if (typeof(RequestBase).IsAssignableFrom(type))
        {
            return provider.TryGetRegistered(RequestCodec.WireName)!;
        }

        if (typeof(Exception).IsAssignableFrom(type))
        {
            return provider.TryGetRegistered(UnavailableExceptionCodec.WireName)!;
        }

        var name = NameOf(type);
        return provider.TryGetRegistered(name) ?? new TypedCodec(Encoding.UTF8.GetBytes(name), provider.GetCodec(type));
    }

    public TypedCodec ConstructNamed(string name)
    {
        var position = 0;
        var type = Parse(name, ref position, 0);
        return position == name.Length
            ? new TypedCodec(Encoding.UTF8.GetBytes(name), provider.GetCodec(type))
            : throw Unknown(name);
    }

    private string NameOf(Type type)
    {
        if (provider.TryGetRegistered(type) is not null && !type.IsGenericType && !type.IsArray)
        {
            return Encoding.UTF8.GetString(provider.GetTyped(type).Name);
        }

        var (open, arguments) = type.IsSZArray
            ? (ArrayName, [type.GetElementType()!])
            : type.IsConstructedGenericType && generic.TryGetValue(type.GetGenericTypeDefinition(), out var known)
                ? (known.Name, type.GetGenericArguments())
                : throw new CodecNotFoundException($"{type} is not registered: mark it [GenerateSerializer] or register a converter");
        return $"{open}[{string.Join(',', arguments.Select(ArgumentName))}]";
    }

    private string ArgumentName(Type type) => type == typeof(object) ? "object" : NameOf(type);

    private Type Parse(string name, ref int position, int depth)
    {
        if (depth > WireLimits.MaxTypeNesting)
        {
            throw Unknown(name);
        }

        var start = position;
        while (position < name.Length && name[position] is not ('[' or ']' or ','))
        {
            position++;
        }

        var simple = name[start..position];
        if (position == name.Length || name[position] != '[')
        {
            return simple == "object" ? typeof(object) : provider.TryGetRegistered(simple)?.Codec.ValueType ?? throw Unknown(name);
        }

        return Close(name, simple, ParseArguments(name, ref position, depth));
    }

    private List<Type> ParseArguments(string name, ref int position, int depth)
    {
        var arguments = new List<Type>();
        do
        {
            position++;
            arguments.Add(Parse(name, ref position, depth + 1));
        }
        while (position < name.Length && name[position] == ',');

        return position < name.Length && name[position++] == ']' ? arguments : throw Unknown(name);
    }

    private Type Close(string name, string open, List<Type> arguments)
    {
        if (open == ArrayName && arguments.Count == 1)
        {
            return arguments[0].MakeArrayType();
        }

        if (!genericByName.TryGetValue(open, out var known) || known.Type.GetGenericArguments().Length != arguments.Count)
        {
            throw Unknown(name);
        }

        try
        {
            return known.Type.MakeGenericType([.. arguments]);
        }
        catch (ArgumentException)
        {
            throw Unknown(name);
        }
    }

    private FieldCodec Create(Type codecType, Type[] arguments) => Create(codecType, arguments, [.. arguments.Select(provider.GetCodec)]);

    private static FieldCodec Create(Type codecType, Type[] arguments, object[] codecs) =>
        (FieldCodec)Activator.CreateInstance(codecType.MakeGenericType(arguments), codecs)!;

    private static IllegalTypeException Unknown(string name) => new($"the type name {name} is not registered here");
}
