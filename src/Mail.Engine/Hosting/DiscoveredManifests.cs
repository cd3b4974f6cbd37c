using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans.Serialization.Configuration;

namespace Mail.Engine.Hosting;

/// <summary>Registers the types of every assembly that carries a manifest: those loaded, and those that they and the entry assembly reference.</summary>
internal sealed class DiscoveredManifests : IConfigureOptions<TypeManifestOptions>
{
    private static readonly string Face = typeof(TypeManifestOptions).Assembly.GetName().Name!;

    public void Configure(TypeManifestOptions options)
    {
        foreach (var provider in Providers())
        {
            ((TypeManifestProviderBase)Activator.CreateInstance(provider, nonPublic: true)!).Configure(options);
        }
    }

    private static HashSet<Type> Providers()
    {
        var seen = new HashSet<Assembly>();
        var providers = new HashSet<Type>();
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic));
        while (open.TryDequeue(out var assembly))
        {
            if (!seen.Add(assembly) || !UsesEngine(assembly))
            {
                continue;
            }

            providers.UnionWith(assembly.GetCustomAttributes<TypeManifestProviderAttribute>().Select(a => a.ProviderType));
            foreach (var reference in assembly.GetReferencedAssemblies().Where(MayUseEngine))
            {
                open.Enqueue(Assembly.Load(reference));
            }
        }

        return providers;
    }

    private static bool UsesEngine(Assembly assembly) =>
        assembly.GetName().Name == Face || assembly.GetReferencedAssemblies().Any(r => r.Name == Face) || assembly == Assembly.GetEntryAssembly();

    // The framework's own assemblies are many and never use the engine.
    private static bool MayUseEngine(AssemblyName name) =>
        name.Name is { } text && !text.StartsWith("System", StringComparison.Ordinal) && !text.StartsWith("Microsoft.", StringComparison.Ordinal) && text is not ("netstandard" or "mscorlib");
}
