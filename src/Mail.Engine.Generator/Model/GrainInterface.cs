using Mail.Engine.Generator.Diagnostics;

namespace Mail.Engine.Generator.Model;

internal enum Returning
{
    Void,
    Task,
    TaskOf,
    ValueTask,
    ValueTaskOf,
    AsyncEnumerable,
}

/// <summary>A grain or observer interface.</summary>
/// <param name="Methods">Methods whose invokables are generated with this interface.</param>
/// <param name="ProxyMethods">All that the proxy implements, inherited ones too.</param>
internal sealed record GrainInterface(
    string Name,
    string OpenName,
    string WireName,
    ushort Version,
    bool IsExtension,
    string CodeNamespace,
    string SimpleName,
    EquatableArray<string> TypeParameters,
    string Constraints,
    string Visibility,
    EquatableArray<GrainMethod> Methods,
    EquatableArray<GrainMethod> ProxyMethods,
    EquatableArray<DiagnosticInfo> Problems)
{
    public string Parameters => TypeParameters.Count == 0 ? "" : $"<{string.Join(", ", TypeParameters)}>";
}

/// <summary>One method of a grain interface.</summary>
/// <param name="Declaring">The interface that declares it, fully qualified.</param>
/// <param name="Invokable">The invokable's name with type arguments; fully qualified.</param>
/// <param name="Options">Flags of InvokeMethodOptions as an expression, or empty.</param>
/// <param name="Timeout">What [ResponseTimeout] says, or empty.</param>
internal sealed record GrainMethod(
    string Name,
    string Id,
    string Declaring,
    string Invokable,
    string InvokableName,
    Returning Returning,
    string ReturnType,
    TypeRef? Result,
    EquatableArray<Argument> Arguments,
    string Options,
    string Timeout,
    LocationInfo Location);

internal sealed record Argument(string Name, TypeRef Type, bool Immutable, LocationInfo Location);

/// <summary>A closed generic grain interface in use: what the manifest registers of it.</summary>
internal sealed record ClosedInterface(string Name, string Proxy, EquatableArray<ClosedInvokable> Invokables);

internal sealed record ClosedInvokable(string Type, string Id);

/// <summary>A grain class and the closed generic interfaces that it implements.</summary>
internal sealed record GrainClass(string OpenName, EquatableArray<ClosedInterface> Closed);

/// <summary>A registered converter, or one that a referenced assembly registers.</summary>
internal sealed record ConverterEntry(string ValueType, string Holder);

/// <summary>A converter declared in this compilation.</summary>
internal sealed record Converter(
    string Type, string ValueType, TypeRef Surrogate, string CodeNamespace, string HolderName, string Visibility, bool Immutable, string WireName, LocationInfo Location);
