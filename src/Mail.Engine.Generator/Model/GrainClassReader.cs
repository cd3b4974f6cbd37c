using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mail.Engine.Generator.Model;

/// <summary>Reads grain classes, and the closed generic grain interfaces that code uses.</summary>
internal static class GrainClassReader
{
    private static readonly HashSet<string> InterfaceTakers = ["GetGrain", "AsReference", "Cast", "CreateObjectReference"];

    public static GrainClass? Read(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return context.SemanticModel.GetDeclaredSymbol(context.Node, cancellation) is INamedTypeSymbol { IsAbstract: false, IsStatic: false } type
            && type.IsReachable() && IsGrain(type)
            ? new GrainClass(type.OpenName(), ClosedOf(type.AllInterfaces).ToEquatable())
            : null;
    }

    public static bool MayUseInterface(SyntaxNode node) =>
        node is GenericNameSyntax { TypeArgumentList.Arguments: [GenericNameSyntax or QualifiedNameSyntax, ..] } name && InterfaceTakers.Contains(name.Identifier.Text);

    public static ClosedInterface? ReadUse(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        var argument = ((GenericNameSyntax)context.Node).TypeArgumentList.Arguments[0];
        return context.SemanticModel.GetTypeInfo(argument, cancellation).Type is INamedTypeSymbol type ? ClosedOf([type]).FirstOrDefault() : null;
    }

    // A grain derives from Grain or implements IGrainBase; test doubles that only implement a grain interface are no grains.
    private static bool IsGrain(INamedTypeSymbol type) => type.AllInterfaces.Any(implemented => implemented.Is("Orleans.IGrainBase"))
        && type.IsAddressable() && !type.AllInterfaces.Any(implemented => implemented.Is("Orleans.Runtime.ISystemTarget"));

    private static IEnumerable<ClosedInterface> ClosedOf(IEnumerable<INamedTypeSymbol> interfaces) => interfaces
        .Where(type => type is { TypeKind: TypeKind.Interface, IsGenericType: true } && type.IsAddressable() && type.IsReachable()
            && !type.TypeArguments.Any(argument => argument is ITypeParameterSymbol))
        .Select(Closed);

    private static ClosedInterface Closed(INamedTypeSymbol type)
    {
        var arguments = string.Join(", ", type.TypeArguments.Select(argument => argument.FullName()));
        var declaring = new[] { type }.Concat(type.AllInterfaces.Where(inherited => !inherited.IsAddressable()));
        var invokables = declaring.SelectMany(level => GrainInterfaceReader.Methods(type, level, []))
            .Select(method => new ClosedInvokable(method.Invokable, method.Id));
        return new ClosedInterface(type.FullName(), $"global::{type.CodeNamespace()}.Proxy_{type.NestedName()}<{arguments}>", invokables.ToEquatable());
    }
}
