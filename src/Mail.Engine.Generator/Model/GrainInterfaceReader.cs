using Mail.Engine.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mail.Engine.Generator.Model;

/// <summary>Reads interfaces derived from IAddressable.</summary>
internal static class GrainInterfaceReader
{
    private const string EngineNamespace = "Orleans";

    public static GrainInterface? Read(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var syntax = (InterfaceDeclarationSyntax)context.Node;
        return context.SemanticModel.GetDeclaredSymbol(context.Node, cancellation) is INamedTypeSymbol type && type.IsAddressable() && IsFirst(type, syntax)
            ? Read(type)
            : null;
    }

    private static bool IsFirst(INamedTypeSymbol type, InterfaceDeclarationSyntax syntax) =>
        type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<InterfaceDeclarationSyntax>()
            .First(declaration => declaration.BaseList is not null) == syntax;

    private static GrainInterface? Read(INamedTypeSymbol type)
    {
        var problems = new List<DiagnosticInfo>();
        if (!type.IsReachable())
        {
            problems.Add(DiagnosticInfo.Create(Rules.Inaccessible, type, type.ToDisplayString()));
            return Model(type, [], [], problems);
        }

        var own = new List<GrainMethod>();
        var all = new List<GrainMethod>();
        foreach (var declaring in new[] { type }.Concat(type.AllInterfaces))
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(declaring, type) || !declaring.IsAddressable();
            var owner = isOwn ? type : declaring;
            var methods = Methods(owner, declaring, isOwn ? problems : []);
            all.AddRange(methods);
            own.AddRange(isOwn ? methods : []);
        }

        foreach (var group in own.GroupBy(method => method.Id).Where(group => group.Count() > 1))
        {
            problems.Add(new DiagnosticInfo(Rules.MethodId.Id, group.Last().Location, new[] { type.Name, group.Key }.ToEquatable()));
        }

        return Model(type, own, all, problems);
    }

    private static GrainInterface Model(INamedTypeSymbol type, List<GrainMethod> own, List<GrainMethod> all, List<DiagnosticInfo> problems) => new(
        type.FullName(), type.OpenName(), type.WireName(), type.FirstArgument("Orleans.CodeGeneration.VersionAttribute") as ushort? ?? 0,
        type.AllInterfaces.Any(implemented => implemented.Is("Orleans.Runtime.IGrainExtension")),
        type.CodeNamespace(), type.NestedName(), type.TypeParameters.Select(parameter => parameter.Name).ToEquatable(), type.Constraints(),
        type.Visibility(), own.ToEquatable(), all.ToEquatable(), problems.ToEquatable());

    /// <summary>The methods of <paramref name="declaring"/>, whose invokables belong to <paramref name="owner"/>.</summary>
    public static List<GrainMethod> Methods(INamedTypeSymbol owner, INamedTypeSymbol declaring, List<DiagnosticInfo> problems)
    {
        var methods = new List<GrainMethod>();
        foreach (var member in declaring.GetMembers().Where(member => member.IsAbstract && !member.IsStatic))
        {
            if (member is IPropertySymbol or IEventSymbol)
            {
                problems.Add(DiagnosticInfo.Create(Rules.NotAMethod, member, member.ToDisplayString()));
            }
            else if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && Method(owner, declaring, method, problems) is { } model)
            {
                methods.Add(model);
            }
        }

        return methods;
    }

    private static GrainMethod? Method(INamedTypeSymbol owner, INamedTypeSymbol declaring, IMethodSymbol method, List<DiagnosticInfo> problems)
    {
        var before = problems.Count;
        var returning = ReturningOf(method.ReturnType, out var result);
        if (returning is null)
        {
            problems.Add(DiagnosticInfo.Create(Rules.ReturnType, method, method.ToDisplayString(), method.ReturnType.ToDisplayString()));
        }

        if (method.IsGenericMethod)
        {
            problems.Add(DiagnosticInfo.Create(Rules.GenericMethod, method, method.ToDisplayString()));
        }

        foreach (var parameter in method.Parameters.Where(parameter => parameter.RefKind != RefKind.None))
        {
            problems.Add(DiagnosticInfo.Create(Rules.ByReference, parameter, parameter.Name, method.ToDisplayString()));
        }

        if (problems.Count > before || returning is null || method.IsGenericMethod)
        {
            return null;
        }

        var name = $"Invokable_{owner.NestedName()}_{method.Name}{Suffix(declaring, method)}";
        var arguments = owner.TypeArguments.Length == 0 ? "" : $"<{string.Join(", ", owner.TypeArguments.Select(argument => argument.FullName()))}>";
        return new GrainMethod(
            method.Name, IdOf(declaring, method), declaring.FullName(), $"global::{owner.CodeNamespace()}.{name}{arguments}", name, returning.Value,
            method.ReturnType.FullName(), result is null ? null : TypeClassifier.Classify(result),
            method.Parameters.Select(ArgumentOf).ToEquatable(), OptionsOf(method), method.FirstArgument("Orleans.ResponseTimeoutAttribute") as string ?? "",
            LocationInfo.Of(method));
    }

    /// <summary>Overloads, and only they, carry a number in the class name that depends on their parameters alone.</summary>
    private static string Suffix(INamedTypeSymbol declaring, IMethodSymbol method)
    {
        if (declaring.GetMembers(method.Name).Length == 1)
        {
            return "";
        }

        var hash = 2166136261u;
        foreach (var letter in string.Join(",", method.OriginalDefinition.Parameters.Select(parameter => parameter.Type.FullName())))
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        return $"_{hash:X8}";
    }

    /// <summary>The alias or number; else the name, with the parameter types where the interface has overloads.</summary>
    private static string IdOf(INamedTypeSymbol declaring, IMethodSymbol method)
    {
        if (method.FirstArgument("Orleans.AliasAttribute") is string alias)
        {
            return alias;
        }

        if (method.FirstArgument("Orleans.IdAttribute") is uint id)
        {
            return $"#{id}";
        }

        var types = method.OriginalDefinition.Parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat));
        return declaring.GetMembers(method.Name).Length == 1 ? method.Name : $"{method.Name}({string.Join(",", types)})";
    }

    private static Argument ArgumentOf(IParameterSymbol parameter)
    {
        var type = TypeClassifier.Classify(parameter.Type);
        return new Argument(parameter.Name, type, type.Immutable || parameter.Has(Symbols.Immutable), LocationInfo.Of(parameter));
    }

    private static Returning? ReturningOf(ITypeSymbol type, out ITypeSymbol? result)
    {
        result = type is INamedTypeSymbol { TypeArguments: [var argument] } ? argument : null;
        return type.SpecialType == SpecialType.System_Void ? Returning.Void : type.OriginalDefinition.MetadataName() switch
        {
            "System.Threading.Tasks.Task" => Returning.Task,
            "System.Threading.Tasks.Task`1" => Returning.TaskOf,
            "System.Threading.Tasks.ValueTask" => Returning.ValueTask,
            "System.Threading.Tasks.ValueTask`1" => Returning.ValueTaskOf,
            "System.Collections.Generic.IAsyncEnumerable`1" => Returning.AsyncEnumerable,
            _ => null,
        };
    }

    private static string OptionsOf(IMethodSymbol method)
    {
        string[] names = ["OneWay", "ReadOnly", "AlwaysInterleave", "Unordered"];
        return string.Join(" | ", names
            .Where(name => method.Has($"{EngineNamespace}.Concurrency.{name}Attribute") || method.Has($"{EngineNamespace}.{name}Attribute"))
            .Select(name => $"global::Orleans.CodeGeneration.InvokeMethodOptions.{name}"));
    }
}
