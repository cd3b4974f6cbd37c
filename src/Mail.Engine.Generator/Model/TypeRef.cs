namespace Mail.Engine.Generator.Model;

/// <summary>Where the codec of a type comes from.</summary>
internal enum CodecKind
{
    /// <summary>A shared instance: <see cref="TypeRef.Codec"/> is the whole expression.</summary>
    Instance,

    /// <summary>A generic codec made of the codecs of the arguments.</summary>
    Constructed,

    /// <summary>A type parameter of the surrounding type.</summary>
    Parameter,

    /// <summary>By the value's own type at run time; a converter may know better.</summary>
    Polymorphic,

    /// <summary>A cancellation token, which does not travel.</summary>
    Cancellation,

    /// <summary>None, unless a converter is registered.</summary>
    Unknown,
}

/// <summary>The type of a member, argument or result as generated code names it.</summary>
/// <param name="Name">Fully qualified C# name.</param>
/// <param name="Codec">The codec expression or the codec's open name, by kind.</param>
/// <param name="Immutable">Values need no copy, as far as the compiler can tell.</param>
internal sealed record TypeRef(string Name, CodecKind Kind, string Codec, bool Immutable, EquatableArray<TypeRef> Arguments)
{
    public bool HasParameter => Kind == CodecKind.Parameter || Arguments.Any(argument => argument.HasParameter);

    public string CodecType => Kind == CodecKind.Constructed ? $"{Codec}<{string.Join(", ", Arguments.Select(a => a.Name))}>" : Codec;
}
