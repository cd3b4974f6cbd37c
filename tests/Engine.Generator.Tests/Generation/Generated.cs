using Mail.Engine.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;

namespace Engine.Generator.Tests.Generation;

/// <summary>The generator run over source text.</summary>
internal static class Generated
{
    private static readonly CSharpParseOptions Parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
    private static readonly MetadataReference[] References = FindReferences();

    public static (IReadOnlyList<Diagnostic> Generator, IReadOnlyList<Diagnostic> Compiler) Run(string source)
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(Compile(source), out var output, out var diagnostics);
        Assert.All(driver.GetRunResult().Results, result => Assert.Null(result.Exception));
        Assert.True(diagnostics.Length > 0 || driver.GetRunResult().GeneratedTrees.Length > 1);
        return (diagnostics, [.. output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)]);
    }

    public static CSharpGeneratorDriver Driver() => (CSharpGeneratorDriver)CSharpGeneratorDriver.Create(
        [new EngineGenerator().AsSourceGenerator()], parseOptions: Parse,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Sample", [Tree("Sample.cs", $"using System; using System.Collections.Generic; using System.Threading.Tasks; using Orleans; namespace Sample;\n{source}")],
        References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Tree(string path, string text) => CSharpSyntaxTree.ParseText(text, Parse, path);

    private static MetadataReference[] FindReferences() => [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
        .Concat([typeof(Grain).Assembly.Location, typeof(IServiceCollection).Assembly.Location, typeof(IOptions<>).Assembly.Location])
        .Distinct().Select(path => MetadataReference.CreateFromFile(path))];
}
