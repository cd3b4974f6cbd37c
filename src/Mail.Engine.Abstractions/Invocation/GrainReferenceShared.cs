using Orleans.CodeGeneration;
using Orleans.Serialization.Cloning;

namespace Orleans.Runtime;

/// <summary>What all references of one interface to one grain type have in common.</summary>
public class GrainReferenceShared(
    GrainType grainType,
    GrainInterfaceType grainInterfaceType,
    ushort interfaceVersion,
    IGrainReferenceRuntime runtime,
    InvokeMethodOptions invokeMethodOptions,
    CopyContextPool copyContextPool,
    IServiceProvider serviceProvider)
{
    public GrainType GrainType { get; } = grainType;

    public GrainInterfaceType InterfaceType { get; } = grainInterfaceType;

    public ushort InterfaceVersion { get; } = interfaceVersion;

    public IGrainReferenceRuntime Runtime { get; } = runtime;

    public InvokeMethodOptions InvokeMethodOptions { get; } = invokeMethodOptions;

    public CopyContextPool CopyContextPool { get; } = copyContextPool;

    public IServiceProvider ServiceProvider { get; } = serviceProvider;

    /// <summary>Tells this process from others in ids that it makes for itself; drawn by the runtime's randomness.</summary>
    internal Guid ProcessId { get; init; }
}
