using Mail.Engine.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Mail.Engine.Generator.Model;

/// <summary>Reads converters: those declared here, and those that referenced assemblies registered.</summary>
internal static class ConverterReader
{
    public static Converter? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (context.TargetSymbol is not INamedTypeSymbol type
            || type.AllInterfaces.FirstOrDefault(implemented => implemented.Is("Orleans.IConverter`2")) is not { } contract)
        {
            return null;
        }

        var (value, surrogate) = (contract.TypeArguments[0], contract.TypeArguments[1]);
        var immutable = Immutability.Of(value) || surrogate.Has(Symbols.Immutable) || type.Has(Symbols.Immutable);
        return new Converter(
            type.FullName(), value.FullName(), TypeClassifier.Classify(surrogate), type.CodeNamespace(), $"Codec_{type.NestedName()}",
            type.Visibility(), immutable, value is INamedTypeSymbol named ? named.WireName() : value.Name, LocationInfo.Of(type));
    }

    public static EquatableArray<ConverterEntry> Imported(Compilation compilation, CancellationToken cancellation)
    {
        var entries = new List<ConverterEntry>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var attribute in assembly.GetAttributes())
            {
                if (attribute.AttributeClass.Is("Orleans.Serialization.Configuration.RegisteredConverterAttribute")
                    && attribute.ConstructorArguments is [{ Value: ITypeSymbol value }, { Value: ITypeSymbol holder }])
                {
                    entries.Add(new ConverterEntry(value.FullName(), $"{holder.FullName()}.Instance"));
                }
            }
        }

        return entries.ToEquatable();
    }
}
