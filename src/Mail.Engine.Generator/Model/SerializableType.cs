using Mail.Engine.Generator.Diagnostics;

namespace Mail.Engine.Generator.Model;

internal enum TypeShape
{
    Class,
    Struct,
    Enum,
}

internal enum Creation
{
    Abstract,
    New,
    ConstructorAccessor,
    Uninitialized,
    Default,
}

internal enum BaseLevel
{
    None,
    Serializable,
    Exception,
}

/// <summary>A type marked [GenerateSerializer].</summary>
/// <param name="Name">Fully qualified, with type parameters.</param>
/// <param name="OpenName">As it stands in typeof: <c>X&lt;,&gt;</c>.</param>
internal sealed record SerializableType(
    string Name,
    string OpenName,
    string WireName,
    string CodecNamespace,
    string CodecName,
    EquatableArray<string> TypeParameters,
    string Constraints,
    string Visibility,
    TypeShape Shape,
    Creation Creation,
    BaseLevel BaseLevel,
    TypeRef? Base,
    bool Immutable,
    EquatableArray<Member> Members,
    EquatableArray<DiagnosticInfo> Problems)
{
    public string Parameters => TypeParameters.Count == 0 ? "" : $"<{string.Join(", ", TypeParameters)}>";
}

/// <summary>A member with an [Id].</summary>
/// <param name="AccessorField">The field reached by an unsafe accessor where C# access does not do, else null.</param>
internal sealed record Member(
    uint Id, string Name, TypeRef Type, bool ReadDirect, bool WriteDirect, string AccessorField, bool Immutable, LocationInfo Location);
