using Microsoft.CodeAnalysis;

namespace Mail.Engine.Generator.Model;

/// <summary>
/// Which values may be shared: those promised by [Immutable], immutable types of the base library, and what is made of such, where the source
/// shows that nothing can change. Type parameters count as mutable here; a generic codec asks its arguments at run time.
/// </summary>
internal static class Immutability
{
    public static bool Of(ITypeSymbol type) => Of(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default), parametersToo: false);

    /// <summary>As <see cref="Of(ITypeSymbol)"/>, taking type parameters as immutable.</summary>
    public static bool OfOpen(ITypeSymbol type) => Of(type, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default), parametersToo: true);

    private static bool Of(ITypeSymbol type, HashSet<ITypeSymbol> seen, bool parametersToo)
    {
        if (type is ITypeParameterSymbol)
        {
            return parametersToo;
        }

        if (type is not INamedTypeSymbol named)
        {
            return false;
        }

        if (type.TypeKind == TypeKind.Enum || type.OriginalDefinition.Has(Symbols.Immutable) || type.IsException()
            || (type.TypeKind == TypeKind.Interface && type.IsAddressable()))
        {
            return true;
        }

        var name = type.OriginalDefinition.MetadataName();
        if (KnownCodecs.Plain.TryGetValue(name, out var plain))
        {
            return plain.Immutable;
        }

        if (named.IsTupleType)
        {
            return named.TupleElements.All(element => Of(element.Type, seen, parametersToo));
        }

        if (KnownCodecs.Generic.TryGetValue(name, out var generic))
        {
            return generic.Immutable && named.TypeArguments.All(argument => Of(argument, seen, parametersToo));
        }

        // A recursive type is as immutable as its other members.
        return !seen.Add(type) || Members(named, seen, parametersToo);
    }

    private static bool Members(INamedTypeSymbol type, HashSet<ITypeSymbol> seen, bool parametersToo)
    {
        // Reference assemblies leave private members of classes out, so only the source tells.
        var inSource = type.DeclaringSyntaxReferences.Length > 0;
        var isClass = type.TypeKind == TypeKind.Class && type.IsSealed;
        if (!(type.TypeKind == TypeKind.Struct || (isClass && inSource)) || !BaseIsEmpty(type))
        {
            return false;
        }

        return type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic)
            .All(field => (type.IsValueType || IsFixed(field)) && (Marked(field) || Of(field.Type, seen, parametersToo)));
    }

    private static bool BaseIsEmpty(INamedTypeSymbol type) =>
        type.BaseType is null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType };

    private static bool IsFixed(IFieldSymbol field) =>
        field.IsReadOnly || field.AssociatedSymbol is IPropertySymbol { SetMethod: null or { IsInitOnly: true } };

    private static bool Marked(IFieldSymbol field) => field.Has(Symbols.Immutable) || field.AssociatedSymbol?.Has(Symbols.Immutable) == true;
}
