using Mail.Engine.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Mail.Engine.Generator.Diagnostics;

/// <summary>A diagnostic that can be compared.</summary>
internal sealed record DiagnosticInfo(string Rule, LocationInfo Location, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor rule, ISymbol where, params string[] arguments) =>
        new(rule.Id, LocationInfo.Of(where), arguments.ToEquatable());

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Rules.ById(Rule), Location.ToLocation(), [.. Arguments]);
}
