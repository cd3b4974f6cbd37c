using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Serialization.Configuration;

namespace Mail.Engine.Activation;

/// <summary>The grain classes of this silo, by name and by interface.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly Dictionary<Type, List<GrainClass>> _byInterface = [];

    public GrainClasses(IOptions<TypeManifestOptions> manifest, IOptions<GrainCollectionOptions> collection)
    {
        foreach (var type in manifest.Value.InterfaceImplementations)
        {
            var age = collection.Value.ClassSpecificCollectionAge.GetValueOrDefault(type.FullName!, collection.Value.CollectionAge);
            Add(new GrainClass(type, age));
        }
    }

    public IEnumerable<GrainClass> All => _byType.Values;

    public GrainClass? Find(GrainType type) => _byType.GetValueOrDefault(type);

    /// <summary>The class that answers an interface: the one named, the interface's default, the only one, or the one of the same name.</summary>
    public GrainClass Implementing(Type grainInterface, string? prefix)
    {
        var candidates = _byInterface.GetValueOrDefault(grainInterface, []);
        if (prefix is not null)
        {
            candidates = candidates.Where(c => c.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal) || c.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        }

        if (candidates.Count > 1 && grainInterface.GetCustomAttribute<DefaultGrainTypeAttribute>() is { } chosen)
        {
            candidates = candidates.Where(c => c.Name == chosen.GrainType).ToList();
        }

        if (candidates.Count > 1)
        {
            candidates = candidates.Where(c => c.Type.Name == grainInterface.Name[1..]).ToList();
        }

        return candidates.Count == 1
            ? candidates[0]
            : throw new ArgumentException($"Could not find one implementation of {grainInterface.FullName}{(prefix is null ? "" : $" with prefix {prefix}")}: is its class registered with this silo?");
    }

    private void Add(GrainClass grainClass)
    {
        if (!_byType.TryAdd(grainClass.GrainType, grainClass))
        {
            throw new OrleansConfigurationException($"{grainClass.Type} and {_byType[grainClass.GrainType].Type} both have the grain type \"{grainClass.Name}\"; give one a [GrainType].");
        }

        foreach (var grainInterface in grainClass.Interfaces)
        {
            if (!_byInterface.TryGetValue(grainInterface, out var list))
            {
                _byInterface[grainInterface] = list = [];
            }

            list.Add(grainClass);
        }
    }
}
