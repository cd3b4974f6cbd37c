using System.Collections.Concurrent;
using Mail.Engine.Activation;
using Mail.Engine.Invocation;
using Mail.Engine.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization.Configuration;

namespace Mail.Engine.Placement;

/// <summary>Makes references: a proxy of an interface bound to a grain id.</summary>
internal sealed class ReferenceFactory(IServiceProvider services, GrainClasses classes, IOptions<TypeManifestOptions> manifest, ResultCopiers copiers, ISiloRandom random)
{
    private readonly ConcurrentDictionary<(Type, GrainType), Maker> _makers = new();
    private readonly ConcurrentDictionary<Type, Maker> _defaults = new();
    private readonly Guid _processId = random.NextGuid();
    private readonly Lazy<IGrainReferenceRuntime> _runtime = new(services.GetRequiredService<IGrainReferenceRuntime>);

    /// <summary>A reference to the grain of that key which answers <paramref name="interfaceType"/>.</summary>
    public GrainReference Create(Type interfaceType, IdSpan key, string? prefix = null)
    {
        if (prefix is not null)
        {
            return Create(GrainId.Create(classes.Implementing(interfaceType, prefix).GrainType, key), interfaceType);
        }

        if (!_defaults.TryGetValue(interfaceType, out var maker))
        {
            maker = _defaults.GetOrAdd(interfaceType, type => MakerFor(type, classes.Implementing(type, null).GrainType));
        }

        return maker.Make(key);
    }

    public GrainReference Create(GrainId id, Type interfaceType) => MakerFor(interfaceType, id.Type).Make(id.Key);

    /// <summary>A reference without an interface, to be cast.</summary>
    public GrainReference Create(GrainId id) =>
        new UntypedReference(Shared(id.Type, default, 0), id.Key);

    public GrainReference Create(GrainId id, GrainInterfaceType interfaceType)
    {
        var name = interfaceType.ToString();
        return manifest.Value.Interfaces.Values.FirstOrDefault(i => i.InterfaceName == name) is { } registration
            ? Create(id, registration.InterfaceType)
            : throw new ArgumentException($"No interface is registered under the name \"{name}\".", nameof(interfaceType));
    }

    public GrainReference ForActivation(GrainActivation activation) =>
        activation.Class.Interfaces.FirstOrDefault(manifest.Value.Interfaces.ContainsKey) is { } first
            ? Create(activation.GrainId, first)
            : Create(activation.GrainId);

    private Maker MakerFor(Type interfaceType, GrainType grainType) => _makers.GetOrAdd((interfaceType, grainType), static (key, self) => self.NewMaker(key.Item1, key.Item2), this);

    private Maker NewMaker(Type interfaceType, GrainType grainType)
    {
        if (!manifest.Value.Interfaces.TryGetValue(interfaceType, out var registration))
        {
            throw new OrleansConfigurationException($"No proxy is registered for {interfaceType}: does its assembly use the engine's generator?");
        }

        return new Maker(registration.ProxyFactory, Shared(grainType, GrainInterfaceType.Create(registration.InterfaceName), registration.Version));
    }

    private GrainReferenceShared Shared(GrainType grainType, GrainInterfaceType interfaceType, ushort version) =>
        new(grainType, interfaceType, version, _runtime.Value, InvokeMethodOptions.None, copiers.Contexts, services) { ProcessId = _processId };

    private sealed record Maker(Func<GrainReferenceShared, IdSpan, GrainReference> Factory, GrainReferenceShared Shared)
    {
        public GrainReference Make(IdSpan key) => Factory(Shared, key);
    }

    private sealed class UntypedReference(GrainReferenceShared shared, IdSpan key) : GrainReference(shared, key);
}
