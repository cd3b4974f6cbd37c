using System.Reflection;
using Orleans;
using Orleans.Hosting;

namespace Engine.Tests.Surface;

public sealed class OrleansSurfaceTests
{
    // Each with the reason why it may differ.
    private static readonly HashSet<string> Extras =
    [
        // The codec provider is found by the serializer itself; references need no access to it.
        "Orleans.Runtime.GrainReferenceShared Void .ctor(Orleans.Runtime.GrainType, Orleans.Runtime.GrainInterfaceType, UInt16, Orleans.Runtime.IGrainReferenceRuntime, Orleans.CodeGeneration.InvokeMethodOptions, Orleans.Serialization.Cloning.CopyContextPool, System.IServiceProvider)",
        // Seam between generated code and runtime: names a method on the wire. Only generated code sees it.
        "Orleans.Runtime.RequestBase String GetMethodId()",
        // Seam between generated code and runtime: arguments are copied only where the callee is in the same process.
        "Orleans.Runtime.RequestBase Void DeepCopyArguments(Orleans.Serialization.Cloning.CopyContextPool)",
        // Seam between generated code and runtime: the invokable knows the codecs of its arguments and of its result.
        "Orleans.Runtime.RequestBase Void WriteArguments(Orleans.Serialization.Buffers.Writer&)",
        "Orleans.Runtime.RequestBase Void ReadArguments(Orleans.Serialization.Buffers.Reader&)",
        "Orleans.Runtime.RequestBase Void WriteResponse(Orleans.Serialization.Buffers.Writer&, Orleans.Serialization.Invocation.Response)",
        "Orleans.Runtime.RequestBase Orleans.Serialization.Invocation.Response ReadResponse(Orleans.Serialization.Buffers.Reader&)",
    ];

    [Fact]
    public void Public_members_have_the_signatures_that_Orleans_has()
    {
        var theirs = PublicSurface.Read(OrleansPath());
        var ours = PublicSurface.Read(typeof(Grain).Assembly.Location).Concat(PublicSurface.Read(typeof(ISiloBuilder).Assembly.Location));
        var shared = ours.Where(type => theirs.ContainsKey(type.Key)).ToList();
        var differences = shared
            .SelectMany(type => type.Value.Except(theirs[type.Key]).Where(IsMember).Select(member => $"{type.Key} {member}"))
            .Except(Extras);
        Assert.Empty(differences);
        Assert.True(shared.Count >= 90, $"Only {shared.Count} of our types were found in Orleans' assembly.");
    }

    private static bool IsMember(string line) => !line.StartsWith("implements ", StringComparison.Ordinal) && !line.StartsWith("extends ", StringComparison.Ordinal);

    private static string OrleansPath() =>
        typeof(OrleansSurfaceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "OrleansSurface").Value!;
}
