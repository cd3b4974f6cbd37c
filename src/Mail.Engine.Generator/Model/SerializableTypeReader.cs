using Mail.Engine.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Mail.Engine.Generator.Model;

/// <summary>Reads a [GenerateSerializer] type into its model.</summary>
internal static class SerializableTypeReader
{
    public static SerializableType? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (context.TargetSymbol is not INamedTypeSymbol type)
        {
            return null;
        }

        var problems = new List<DiagnosticInfo>();
        if (!type.IsReachable())
        {
            problems.Add(DiagnosticInfo.Create(Rules.Inaccessible, type, type.ToDisplayString()));
        }

        var members = type.TypeKind == TypeKind.Enum ? [] : Members(type, problems);
        var level = LevelOf(type, problems);
        return new SerializableType(
            type.FullName(), type.OpenName(), type.WireName(), type.CodeNamespace(), $"Codec_{type.NestedName()}",
            type.TypeParameters.Select(parameter => parameter.Name).ToEquatable(), type.Constraints(), type.Visibility(),
            type.TypeKind switch { TypeKind.Enum => TypeShape.Enum, TypeKind.Struct => TypeShape.Struct, _ => TypeShape.Class },
            CreationOf(type), level, level == BaseLevel.Serializable ? TypeClassifier.Classify(type.BaseType!) : null,
            Immutability.OfOpen(type), members.ToEquatable(), problems.ToEquatable());
    }

    private static List<Member> Members(INamedTypeSymbol type, List<DiagnosticInfo> problems)
    {
        var members = new List<Member>();
        foreach (var symbol in type.GetMembers().Where(member => !member.IsStatic && member is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false }))
        {
            if (symbol.IsStatic)
            {
                continue;
            }

            if (symbol.FirstArgument("Orleans.IdAttribute") is uint id)
            {
                AddMember(type, symbol, id, members, problems);
            }
            else
            {
                CheckUnnumbered(type, symbol, problems);
            }
        }

        return members;
    }

    private static void AddMember(INamedTypeSymbol type, ISymbol symbol, uint id, List<Member> members, List<DiagnosticInfo> problems)
    {
        if (members.FirstOrDefault(member => member.Id == id) is { } twin)
        {
            problems.Add(DiagnosticInfo.Create(Rules.DuplicateId, symbol, twin.Name, symbol.Name, type.Name, id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return;
        }

        var (memberType, read, write, field) = symbol is IPropertySymbol property ? Access(property) : Access((IFieldSymbol)symbol);
        if ((!write || !read) && field is null)
        {
            problems.Add(DiagnosticInfo.Create(Rules.NotSettable, symbol, symbol.Name, type.Name));
            return;
        }

        var reference = TypeClassifier.Classify(memberType);
        members.Add(new Member(
            id, symbol.Name, reference, read, write, field ?? "", reference.Immutable || symbol.Has(Symbols.Immutable), LocationInfo.Of(symbol)));
    }

    private static (ITypeSymbol Type, bool Read, bool Write, string? Field) Access(IPropertySymbol property)
    {
        var field = BackingField(property) is null ? null : $"<{property.Name}>k__BackingField";
        return (
            property.Type,
            property.GetMethod is { } getter && Symbols.Reachable(getter.DeclaredAccessibility),
            property.SetMethod is { IsInitOnly: false } setter && Symbols.Reachable(setter.DeclaredAccessibility),
            field);
    }

    private static (ITypeSymbol Type, bool Read, bool Write, string? Field) Access(IFieldSymbol field)
    {
        var reachable = Symbols.Reachable(field.DeclaredAccessibility);
        return (field.Type, reachable, reachable && !field.IsReadOnly, field.Name);
    }

    private static IFieldSymbol? BackingField(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
        .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static void CheckUnnumbered(INamedTypeSymbol type, ISymbol symbol, List<DiagnosticInfo> problems)
    {
        if (symbol.DeclaredAccessibility != Accessibility.Public)
        {
            return;
        }

        switch (symbol)
        {
            case IFieldSymbol field when !field.Has("System.NonSerializedAttribute"):
                problems.Add(DiagnosticInfo.Create(Rules.MissingId, symbol, symbol.Name, type.Name));
                break;
            case IPropertySymbol property when BackingField(property) is { } field && !field.Has("System.NonSerializedAttribute"):
                var rule = IsRecordParameter(type, property) ? Rules.RecordParameter : Rules.MissingId;
                problems.Add(DiagnosticInfo.Create(rule, symbol, symbol.Name, type.Name));
                break;
        }
    }

    private static bool IsRecordParameter(INamedTypeSymbol type, IPropertySymbol property) => type.IsRecord && property.DeclaringSyntaxReferences
        .Any(reference => reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax);

    private static BaseLevel LevelOf(INamedTypeSymbol type, List<DiagnosticInfo> problems)
    {
        if (type.TypeKind != TypeKind.Class || type.BaseType is null or { SpecialType: SpecialType.System_Object })
        {
            return BaseLevel.None;
        }

        if (type.BaseType.OriginalDefinition.Has(Symbols.GenerateSerializer))
        {
            return BaseLevel.Serializable;
        }

        if (type.BaseType.IsException())
        {
            return BaseLevel.Exception;
        }

        problems.Add(DiagnosticInfo.Create(Rules.BaseNotSerializable, type, type.Name, type.BaseType.ToDisplayString()));
        return BaseLevel.None;
    }

    private static Creation CreationOf(INamedTypeSymbol type)
    {
        var constructor = type.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.Length == 0);
        if (type.IsValueType)
        {
            return constructor is { IsImplicitlyDeclared: false } ? Creation.New : Creation.Default;
        }

        if (type.IsAbstract || constructor is null)
        {
            return type.IsAbstract ? Creation.Abstract : Creation.Uninitialized;
        }

        return Symbols.Reachable(constructor.DeclaredAccessibility) && !HasRequiredMembers(type) ? Creation.New : Creation.ConstructorAccessor;
    }

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (level.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }
}
