using Microsoft.CodeAnalysis;

namespace Engine.Generator.Tests.Generation;

public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("ENG001", "public interface IG : IGrainWithStringKey { int Size(); }", "Size() returns int")]
    [InlineData("ENG002", "public interface IG : IGrainWithStringKey { Task Take(in int number); }", "Parameter number")]
    [InlineData("ENG003", "[GenerateSerializer] public class A { [Id(1)] public int X { get; set; } [Id(1)] public int Y { get; set; } }", "X and Y of A")]
    [InlineData("ENG004", "[GenerateSerializer] public class A { public int X { get; set; } }", "X of A has no [Id]")]
    [InlineData("ENG004", "[GenerateSerializer] public struct A { public int X; }", "X of A has no [Id]")]
    [InlineData("ENG005", "[GenerateSerializer] public record A(int X);", "Parameter X of record A")]
    [InlineData("ENG006", "public class Outer { [GenerateSerializer] private class A { } }", "Sample.Outer.A cannot be reached")]
    [InlineData("ENG006", "public class Outer<T> { [GenerateSerializer] public class A { } }", "cannot be reached")]
    [InlineData("ENG007", "public class Plain { } public interface IG : IGrainWithStringKey { Task Take(Plain plain); }", "Sample.IG.Take(plain): Sample.Plain cannot be serialized")]
    [InlineData("ENG007", "public class Plain { } public interface IG : IGrainWithStringKey { Task<List<Plain>> Give(); }", "Sample.Plain cannot be serialized")]
    [InlineData("ENG007", "public class Plain { } [GenerateSerializer] public class A { [Id(0)] public Plain? X { get; set; } }", "Sample.A.X: Sample.Plain")]
    [InlineData("ENG007", "[GenerateSerializer] public class A { [Id(0)] public int[,]? X { get; set; } }", "int[,]")]
    [InlineData("ENG008", "public interface IG : IGrainWithStringKey { [Alias(\"b\")] Task A(); [Alias(\"b\")] Task B(); }", "more than one method with the id \"b\"")]
    [InlineData("ENG009", "public interface IG : IGrainWithStringKey { Task Put<T>(T value); }", "is generic")]
    [InlineData("ENG010", "[GenerateSerializer] public class A { [Id(0)] public int X => 5; }", "X of A has an [Id] but no setter")]
    [InlineData("ENG011", "public class Base { } [GenerateSerializer] public class A : Base { }", "A derives from Sample.Base")]
    [InlineData("ENG012", "[GenerateSerializer, Alias(\"a\")] public class A { } [GenerateSerializer, Alias(\"a\")] public class B { }", "Sample.A and Sample.B")]
    [InlineData("ENG013", "public interface IG : IGrainWithStringKey { int Size { get; } }", "is no method")]
    public void Wrong_code_is_told_so(string rule, string source, string text)
    {
        var diagnostic = Assert.Single(Generated.Run(source).Generator);
        Assert.Equal(rule, diagnostic.Id);
        Assert.Contains(text, diagnostic.GetMessage());
        Assert.True(rule == "ENG012" || diagnostic.Location.GetLineSpan().Path == "Sample.cs");
    }

    [Theory]
    [InlineData("[GenerateSerializer] public class A { [NonSerialized] public int X; [field: NonSerialized] public int Y { get; set; } public int Z => 1; }")]
    [InlineData("[GenerateSerializer] internal sealed record A<T>([property: Id(0)] T? Value) where T : class, new();")]
    [InlineData("[GenerateSerializer] public struct A { [Id(0)] private readonly string _x; public A(string x) => _x = x; public string X => _x; }")]
    [InlineData("[GenerateSerializer] public class A { [Id(0)] public string? @class { get; set; } [Id(1)] internal (int a, List<string?>? b)? X { get; private set; } }")]
    [InlineData("[GenerateSerializer] public abstract record A([property: Id(0)] int X); [GenerateSerializer] public sealed record B(int X, [property: Id(0)] int Y) : A(X);")]
    [InlineData("[GenerateSerializer] public class A<T> { [Id(0)] public A<T>? Self { get; set; } [Id(1)] public Dictionary<string, A<T>>? More { get; set; } } [GenerateSerializer] public class B : A<int> { }")]
    [InlineData("public interface IG : IGrainWithStringKey { Task A(int x); Task A(string x); ValueTask<int> B(IG? other, IGrainObserver o); void C(); } public class G : Grain { }")]
    [InlineData("public interface IA : IGrainWithStringKey { Task A(); } public interface IB : IGrainWithStringKey { Task B(); } public interface IC : IA, IB { }")]
    [InlineData("public interface IA<T> : IGrainWithStringKey where T : class { Task<T?> A(T x, T[] y); } public interface IB : IA<string> { } public class U { public object Get(IGrainFactory f) => f.GetGrain<IA<List<int>>>(\"\"); }")]
    [InlineData("[GenerateSerializer] public class E : Exception { public E(string m) : base(m) { } [Id(0)] public required int Code { get; init; } }")]
    [InlineData("[Obsolete] [GenerateSerializer] public class A { [Id(0)] public int X { get; set; } }")]
    public void Right_code_compiles_without_a_warning(string source)
    {
        var (generator, compiler) = Generated.Run(source);
        Assert.Empty(generator);
        Assert.Empty(compiler);
    }
}
