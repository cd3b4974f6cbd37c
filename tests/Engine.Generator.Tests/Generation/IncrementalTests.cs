using Microsoft.CodeAnalysis;

namespace Engine.Generator.Tests.Generation;

public sealed class IncrementalTests
{
    private const string Source = "[GenerateSerializer] public class A { [Id(0)] public int X { get; set; } } public interface IG : IGrainWithStringKey { Task<A> Get(); } public class G : Grain, IG { public Task<A> Get() => null!; }";

    [Fact]
    public void An_unrelated_edit_generates_nothing_anew()
    {
        var compilation = Generated.Compile(Source);
        var driver = Generated.Driver().RunGenerators(compilation);
        var edited = compilation.AddSyntaxTrees(Generated.Tree("Other.cs", "namespace Other; public class Unrelated { public int Number; }"));
        var result = driver.RunGenerators(edited).GetRunResult().Results.Single();
        Assert.NotEmpty(result.GeneratedSources);
        Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void File_names_and_contents_do_not_depend_on_order()
    {
        string[] parts = ["[GenerateSerializer] public class A { }", "[GenerateSerializer] public class B { }", "public interface IG : IGrainWithStringKey { }"];
        Assert.Equal(Files(string.Join("\n", parts)), Files(string.Join("\n", parts.Reverse())));
    }

    private static IEnumerable<(string Name, string Text)> Files(string source) => Generated.Driver().RunGenerators(Generated.Compile(source)).GetRunResult()
        .Results.Single().GeneratedSources.Select(file => (file.HintName, file.SourceText.ToString())).OrderBy(file => file.HintName, StringComparer.Ordinal);
}
