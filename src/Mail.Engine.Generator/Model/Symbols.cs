using Microsoft.CodeAnalysis;

namespace Mail.Engine.Generator.Model;

/// <summary>Names and attributes of symbols.</summary>
internal static class Symbols
{
    public const string GenerateSerializer = "Orleans.GenerateSerializerAttribute";
    public const string Immutable = "Orleans.ImmutableAttribute";
    public const string Addressable = "Orleans.Runtime.IAddressable";

    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>Namespace and nesting with dots and arity, as metadata has it.</summary>
    public static string MetadataName(this ITypeSymbol type)
    {
        var name = type.MetadataName;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = $"{outer.MetadataName}+{name}";
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } ns ? $"{ns.ToDisplayString()}.{name}" : name;
    }

    public static bool Is(this ITypeSymbol? type, string metadataName) => type is not null && type.OriginalDefinition.MetadataName() == metadataName;

    public static AttributeData? Attribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(name));

    public static bool Has(this ISymbol symbol, string attribute) => symbol.Attribute(attribute) is not null;

    public static object? FirstArgument(this ISymbol symbol, string attribute) =>
        symbol.Attribute(attribute) is { ConstructorArguments: [{ Kind: not TypedConstantKind.Array } first, ..] } ? first.Value : null;

    public static bool IsAddressable(this ITypeSymbol type) =>
        type.Is(Addressable) || type.AllInterfaces.Any(implemented => implemented.Is(Addressable));

    public static bool IsException(this ITypeSymbol type)
    {
        for (var level = type; level is not null; level = level.BaseType!)
        {
            if (level.Is("System.Exception"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name on the wire: the alias, else the full name with arity.</summary>
    public static string WireName(this INamedTypeSymbol type) =>
        type.FirstArgument("Orleans.AliasAttribute") as string ?? type.OriginalDefinition.MetadataName();

    public static string CodeNamespace(this INamedTypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } ns ? $"OrleansCodeGen.{ns.ToDisplayString()}" : "OrleansCodeGen";

    /// <summary>The name with those of the types around it.</summary>
    public static string NestedName(this INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{outer.NestedName()}_{type.Name}" : type.Name;

    public static string OpenName(this INamedTypeSymbol type) => type.IsGenericType
        ? type.ConstructUnboundGenericType().FullName()
        : type.FullName();

    public static bool IsPublic(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (level.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }

    public static string Visibility(this INamedTypeSymbol type) => type.IsPublic() ? "public" : "internal";

    public static bool IsReachable(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (!Reachable(level.DeclaredAccessibility) || level.IsFileLocal || (!ReferenceEquals(level, type) && level.IsGenericType))
            {
                return false;
            }
        }

        return true;
    }

    public static bool Reachable(Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    /// <summary>The where clauses of a generic type, as generated types repeat them.</summary>
    public static string Constraints(this INamedTypeSymbol type) => string.Concat(type.TypeParameters.Select(Clause));

    private static string Clause(ITypeParameterSymbol parameter)
    {
        var parts = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
        {
            parts.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            parts.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            parts.Add("class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            parts.Add("notnull");
        }

        parts.AddRange(parameter.ConstraintTypes.Select(constraint => constraint.FullName()));
        if (parameter.HasConstructorConstraint)
        {
            parts.Add("new()");
        }

        return parts.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }
}
