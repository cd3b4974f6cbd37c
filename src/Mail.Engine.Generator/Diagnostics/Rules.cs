using Microsoft.CodeAnalysis;

namespace Mail.Engine.Generator.Diagnostics;

/// <summary>What the generator refuses or warns of.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor ReturnType = Error(1, "Unsupported return type",
        "{0} returns {1}; a grain method returns Task, Task<T>, ValueTask, ValueTask<T>, IAsyncEnumerable<T> or void");

    public static readonly DiagnosticDescriptor ByReference = Error(2, "Parameter by reference",
        "Parameter {0} of {1} is passed by reference; arguments of grain methods are copied, so ref, out and in have no meaning");

    public static readonly DiagnosticDescriptor DuplicateId = Error(3, "Duplicate [Id]",
        "{0} and {1} of {2} have the same [Id({3})]");

    public static readonly DiagnosticDescriptor MissingId = Warning(4, "Public member without [Id]",
        "{0} of {1} has no [Id] and does not travel; number it, or mark it [NonSerialized]");

    public static readonly DiagnosticDescriptor RecordParameter = Warning(5, "Record parameter without [property: Id]",
        "Parameter {0} of record {1} has no [property: Id(n)] and does not travel");

    public static readonly DiagnosticDescriptor Inaccessible = Error(6, "Inaccessible type",
        "{0} cannot be reached by generated code: make it and the types around it internal or public, and none of those generic");

    public static readonly DiagnosticDescriptor NoCodec = Error(7, "Type without codec",
        "{0}: {1} cannot be serialized; mark it [GenerateSerializer] or register a converter for it");

    public static readonly DiagnosticDescriptor MethodId = Error(8, "Ambiguous method id",
        "{0} has more than one method with the id \"{1}\"; give overloads an [Alias] each");

    public static readonly DiagnosticDescriptor GenericMethod = Error(9, "Generic grain method",
        "{0} is generic; make the interface generic, or pass a serializable type");

    public static readonly DiagnosticDescriptor NotSettable = Error(10, "Member cannot be restored",
        "{0} of {1} has an [Id] but no setter and no field of its own");

    public static readonly DiagnosticDescriptor BaseNotSerializable = Warning(11, "Base class is not serializable",
        "{0} derives from {1}, whose members do not travel: mark it [GenerateSerializer], too");

    public static readonly DiagnosticDescriptor WireName = Error(12, "Wire name used twice",
        "{0} and {1} have the same name on the wire: {2}");

    public static readonly DiagnosticDescriptor NotAMethod = Error(13, "Property or event in a grain interface",
        "{0} is no method; a grain interface holds methods alone");

    private static readonly DiagnosticDescriptor[] All =
    [
        ReturnType, ByReference, DuplicateId, MissingId, RecordParameter, Inaccessible, NoCodec, MethodId, GenericMethod, NotSettable,
        BaseNotSerializable, WireName, NotAMethod,
    ];

    public static DiagnosticDescriptor ById(string id) => All.First(rule => rule.Id == id);

    private static DiagnosticDescriptor Error(int number, string title, string text) => Rule(number, title, text, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(int number, string title, string text) => Rule(number, title, text, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Rule(int number, string title, string text, DiagnosticSeverity severity) =>
        new($"ENG{number:000}", title, text, "Mail.Engine", severity, isEnabledByDefault: true);
}
