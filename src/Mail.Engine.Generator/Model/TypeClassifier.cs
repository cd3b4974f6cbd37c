using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Mail.Engine.Generator.Model;

/// <summary>Decides which codec a type has.</summary>
internal static class TypeClassifier
{
    public static TypeRef Classify(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => Make(type, CodecKind.Parameter, ""),
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => Plain(type, "ByteArrayCodec"),
        IArrayTypeSymbol { Rank: 1 } array => Constructed(type, $"{KnownCodecs.Namespace}ArrayCodec", [array.ElementType]),
        INamedTypeSymbol named => Named(named),
        _ => Make(type, CodecKind.Unknown, ""),
    };

    public static string CodecName(INamedTypeSymbol type) => $"global::{type.CodeNamespace()}.Codec_{type.NestedName()}";

    private static TypeRef Named(INamedTypeSymbol type)
    {
        if (type.IsTupleType || (type.Name == "ValueTuple" && type.Arity is >= 2 and <= 7))
        {
            return type.TupleElements is { Length: <= 7 } elements
                ? Constructed(type, $"{KnownCodecs.Namespace}ValueTupleCodec", [.. elements.Select(element => element.Type)])
                : Make(type, CodecKind.Unknown, "");
        }

        var name = type.OriginalDefinition.MetadataName();
        if (KnownCodecs.Plain.TryGetValue(name, out var plain))
        {
            return Plain(type, plain.Codec);
        }

        if (type.TypeArguments is [{ SpecialType: SpecialType.System_Byte }] && BytesCodec(name) is { } bytes)
        {
            return Plain(type, bytes);
        }

        if (KnownCodecs.Generic.TryGetValue(name, out var generic))
        {
            return Constructed(type, KnownCodecs.Namespace + generic.Codec, type.TypeArguments);
        }

        return type.TypeKind == TypeKind.Enum
            ? Make(type, CodecKind.Instance, $"{KnownCodecs.Namespace}EnumCodec<{type.FullName()}>.Instance")
            : Declared(type, name);
    }

    private static TypeRef Declared(INamedTypeSymbol type, string name)
    {
        if (name == "System.Threading.CancellationToken")
        {
            return Make(type, CodecKind.Cancellation, "");
        }

        if (type.Has(Symbols.GenerateSerializer) || type.OriginalDefinition.Has(Symbols.GenerateSerializer))
        {
            return type.IsGenericType
                ? Constructed(type, CodecName(type.OriginalDefinition), type.TypeArguments)
                : Make(type, CodecKind.Instance, $"{CodecName(type)}.Instance");
        }

        if (type.IsAddressable() && (type.TypeKind == TypeKind.Interface || name == "Orleans.Runtime.GrainReference"))
        {
            return Make(type, CodecKind.Instance, $"{KnownCodecs.Namespace}GrainReferenceCodec<{type.FullName()}>.Instance");
        }

        return type.TypeKind == TypeKind.Interface || type.SpecialType == SpecialType.System_Object || type.IsException()
            || (type.TypeKind == TypeKind.Class && type.IsAbstract)
            ? Make(type, CodecKind.Polymorphic, $"{KnownCodecs.Namespace}PolymorphicCodec<{type.FullName()}>.Instance")
            : Make(type, CodecKind.Unknown, "");
    }

    private static string? BytesCodec(string name) => name switch
    {
        "System.ReadOnlyMemory`1" => "ReadOnlyMemoryCodec",
        "System.Memory`1" => "MemoryCodec",
        "System.Collections.Immutable.ImmutableArray`1" => "ImmutableByteArrayCodec",
        _ => null,
    };

    private static TypeRef Plain(ITypeSymbol type, string codec) =>
        Make(type, CodecKind.Instance, $"{KnownCodecs.Namespace}{codec}.Instance");

    private static TypeRef Constructed(ITypeSymbol type, string codec, ImmutableArray<ITypeSymbol> arguments) =>
        Make(type, CodecKind.Constructed, codec, arguments);

    private static TypeRef Make(ITypeSymbol type, CodecKind kind, string codec, ImmutableArray<ITypeSymbol> arguments = default) =>
        new(type.FullName(), kind, codec, Immutability.Of(type), (arguments.IsDefault ? [] : arguments).Select(Classify).ToEquatable());
}
