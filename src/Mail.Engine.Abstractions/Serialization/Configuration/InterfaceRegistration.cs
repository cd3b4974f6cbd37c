using Orleans.Runtime;

namespace Orleans.Serialization.Configuration;

/// <summary>A grain or observer interface as generated code registers it.</summary>
/// <param name="InterfaceType">The interface.</param>
/// <param name="InterfaceName">Its name on the wire: the alias where it has one, else the full name.</param>
/// <param name="ProxyFactory">Makes a proxy (a <see cref="GrainReference"/> that implements the interface).</param>
public sealed record InterfaceRegistration(Type InterfaceType, string InterfaceName, Func<GrainReferenceShared, IdSpan, GrainReference> ProxyFactory)
{
    /// <summary>The interface's version; 0 when it has none.</summary>
    public ushort Version { get; init; }
}
