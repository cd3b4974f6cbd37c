using Mail.Engine.Generator.Diagnostics;
using Mail.Engine.Generator.Emit;
using Mail.Engine.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mail.Engine.Generator;

/// <summary>Generates codecs, proxies, invokables and the manifest of an assembly.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class EngineGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var types = context.SyntaxProvider
            .ForAttributeWithMetadataName(Symbols.GenerateSerializer, static (_, _) => true, SerializableTypeReader.Read)
            .Where(static type => type is not null).Select(static (type, _) => type!).WithTrackingName("Types");
        var converters = context.SyntaxProvider
            .ForAttributeWithMetadataName("Orleans.RegisterConverterAttribute", static (_, _) => true, ConverterReader.Read)
            .Where(static converter => converter is not null).Select(static (converter, _) => converter!).WithTrackingName("Converters");
        var interfaces = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null }, GrainInterfaceReader.Read)
            .Where(static type => type is not null).Select(static (type, _) => type!).WithTrackingName("Interfaces");
        var grains = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => node is ClassDeclarationSyntax { BaseList: not null }, GrainClassReader.Read)
            .Where(static grain => grain is not null).Select(static (grain, _) => grain!).WithTrackingName("Grains");
        var uses = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => GrainClassReader.MayUseInterface(node), GrainClassReader.ReadUse)
            .Where(static use => use is not null).Select(static (use, _) => use!).WithTrackingName("Uses");
        var table = converters.Collect().Combine(context.CompilationProvider.Select(ConverterReader.Imported))
            .Select(static (both, _) => both.Left.Select(Entry).Concat(both.Right).ToEquatable()).WithTrackingName("ConverterTable");

        context.RegisterSourceOutput(types.Combine(table), static (output, both) => Emit(output, both.Left, both.Right));
        context.RegisterSourceOutput(interfaces.Combine(table), static (output, both) => Emit(output, both.Left, both.Right));
        context.RegisterSourceOutput(converters.Combine(table), static (output, both) => Emit(output, both.Left, both.Right));
        var manifest = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "Assembly")
            .Combine(types.Collect()).Combine(converters.Collect()).Combine(interfaces.Collect()).Combine(grains.Collect()).Combine(uses.Collect())
            .Select(static (all, _) =>
            {
                var (((((assembly, types), converters), interfaces), grains), uses) = all;
                var closed = grains.SelectMany(grain => grain.Closed).Concat(uses).GroupBy(type => type.Name).Select(group => group.First());
                return new Manifest(
                    assembly, Sorted(types, type => type.Name), Sorted(converters, converter => converter.Type), Sorted(interfaces, type => type.Name),
                    Sorted(closed, type => type.Name), Sorted(grains, grain => grain.OpenName));
            });
        context.RegisterSourceOutput(manifest, EmitManifest);
    }

    private static ConverterEntry Entry(Converter converter) =>
        new(converter.ValueType, $"global::{converter.CodeNamespace}.{converter.HolderName}.Instance");

    private static EquatableArray<T> Sorted<T>(IEnumerable<T> items, Func<T, string> name)
        where T : IEquatable<T> => items.Distinct().OrderBy(name, StringComparer.Ordinal).ToEquatable();

    private static void Emit(SourceProductionContext output, SerializableType type, EquatableArray<ConverterEntry> converters)
    {
        Report(output, type.Problems);
        if (type.Shape == TypeShape.Enum || type.Problems.Any(problem => problem.Rule == Rules.Inaccessible.Id))
        {
            return;
        }

        var codecs = new CodecTable(Table(converters), type.TypeParameters.Count == 0 ? null : type.Name, atRuntime: false);
        var source = new TypeEmitter(type, codecs).Emit();
        Report(output, codecs.Problems.Distinct());
        output.AddSource(FileName(type.CodecNamespace, type.CodecName, type.TypeParameters.Count), source);
    }

    private static void Emit(SourceProductionContext output, GrainInterface type, EquatableArray<ConverterEntry> converters)
    {
        Report(output, type.Problems);
        if (type.Problems.Any())
        {
            return;
        }

        var problems = new List<DiagnosticInfo>();
        var source = InterfaceEmitter.Emit(type, Table(converters), problems);
        Report(output, problems);
        output.AddSource(FileName(type.CodeNamespace, $"Proxy_{type.SimpleName}", type.TypeParameters.Count), source);
    }

    private static void Emit(SourceProductionContext output, Converter converter, EquatableArray<ConverterEntry> converters)
    {
        var problems = new List<DiagnosticInfo>();
        var source = ConverterEmitter.Emit(converter, Table(converters), problems);
        Report(output, problems);
        output.AddSource(FileName(converter.CodeNamespace, converter.HolderName, 0), source);
    }

    private static void EmitManifest(SourceProductionContext output, Manifest manifest)
    {
        var names = manifest.Types.Select(type => (type.WireName, type.Name));
        foreach (var group in names.GroupBy(entry => entry.WireName).Where(group => group.Count() > 1))
        {
            var (first, second) = (group.First().Name, group.Last().Name);
            output.ReportDiagnostic(Diagnostic.Create(Rules.WireName, Location.None, first.Replace("global::", ""), second.Replace("global::", ""), group.Key));
        }

        var usable = manifest with
        {
            Types = manifest.Types.Where(type => type.Problems.All(problem => problem.Rule != Rules.Inaccessible.Id)).ToEquatable(),
            Interfaces = manifest.Interfaces.Where(type => type.Problems.Count == 0).ToEquatable(),
        };
        if (usable.Types.Count + usable.Converters.Count + usable.Interfaces.Count + usable.Closed.Count + usable.Grains.Count > 0)
        {
            output.AddSource("TypeManifest.g.cs", ManifestEmitter.Emit(usable));
        }
    }

    private static Dictionary<string, string> Table(EquatableArray<ConverterEntry> converters)
    {
        var table = new Dictionary<string, string>();
        foreach (var entry in converters)
        {
            table[entry.ValueType] = entry.Holder;
        }

        return table;
    }

    private static string FileName(string ns, string name, int arity) => arity == 0 ? $"{ns}.{name}.g.cs" : $"{ns}.{name}-{arity}.g.cs";

    private static void Report(SourceProductionContext output, IEnumerable<DiagnosticInfo> problems)
    {
        foreach (var problem in problems)
        {
            output.ReportDiagnostic(problem.ToDiagnostic());
        }
    }
}
