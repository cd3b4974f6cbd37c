namespace Orleans.Serialization.Configuration;

/// <summary>
/// What generated code registered: grain interfaces with their proxies and invokables (see <see cref="InterfaceRegistration"/>), grain classes,
/// codecs and copiers.
/// </summary>
public sealed partial class TypeManifestOptions
{
    private readonly Dictionary<Type, InterfaceRegistration> _interfaces = [];

    /// <summary>Grain interfaces by type.</summary>
    public IReadOnlyDictionary<Type, InterfaceRegistration> Interfaces => _interfaces;

    /// <summary>Grain classes. Attributes and interfaces are read from the type once, when the silo starts.</summary>
    public HashSet<Type> InterfaceImplementations { get; } = [];

    /// <summary>Invokables by interface name and method id, for requests that come over a network.</summary>
    public Dictionary<(string Interface, string Method), Func<Runtime.RequestBase>> Invokables { get; } = [];

    /// <summary>Registers a grain interface or observer interface with the factory of its proxy.</summary>
    public void AddInterface(InterfaceRegistration registration) => _interfaces[registration.InterfaceType] = registration;

    public void AddInvokable(string interfaceName, string methodId, Func<Runtime.RequestBase> factory) => Invokables[(interfaceName, methodId)] = factory;
}
