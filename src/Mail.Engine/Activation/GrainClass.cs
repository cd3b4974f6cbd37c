using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Activation;

/// <summary>A grain class as the silo reads it once, when it starts: name, interfaces, scheduling, placement, age.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<MethodInfo, MethodInfo> _implementations = new();
    private readonly Func<IInvokable, bool>? _mayInterleave;

    public GrainClass(Type type, TimeSpan defaultAge)
    {
        Type = type;
        GrainType = GrainType.Create(NameOf(type));
        Name = GrainType.ToString();
        Interfaces = type.GetInterfaces().Where(i => typeof(IGrain).IsAssignableFrom(i) && i != typeof(IGrain)).ToArray();
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), true);
        Placement = type.GetCustomAttribute<PlacementAttribute>(true)?.PlacementStrategy ?? new HashBasedPlacement();
        CollectionAge = type.GetCustomAttribute<CollectionAgeLimitAttribute>(true)?.AgeLimit ?? defaultAge;
        FiltersItsCalls = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        FiltersOutgoingCalls = typeof(IOutgoingGrainCallFilter).IsAssignableFrom(type);
        ImplicitNamespaces = type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>(true).Select(a => a.StreamNamespace).ToArray();
        _mayInterleave = Predicate(type);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public string Name { get; }

    public Type[] Interfaces { get; }

    public bool IsReentrant { get; }

    public bool FiltersItsCalls { get; }

    public bool FiltersOutgoingCalls { get; }

    public PlacementStrategy Placement { get; }

    public TimeSpan CollectionAge { get; }

    public string[] ImplicitNamespaces { get; }

    public bool MayInterleave(IInvokable request) => _mayInterleave is not null && _mayInterleave(request);

    /// <summary>The class's method behind a method of one of its interfaces.</summary>
    public MethodInfo ImplementationOf(MethodInfo interfaceMethod) => _implementations.GetOrAdd(interfaceMethod, Find);

    /// <summary>By attribute, else the class's name without "Grain", in lower case, as Orleans names it.</summary>
    private static string NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } attribute)
        {
            return attribute.GrainType;
        }

        var name = type.Name.ToLowerInvariant();
        var generic = name.IndexOf('`', StringComparison.Ordinal);
        var plain = generic < 0 ? name : name[..generic];
        return plain.Length > 5 && plain.EndsWith("grain", StringComparison.Ordinal) ? plain[..^5] : plain;
    }

    private static Func<IInvokable, bool>? Predicate(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>(true) is not { } attribute)
        {
            return null;
        }

        var method = type.GetMethod(attribute.CallbackMethodName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy, [typeof(IInvokable)]);
        return method is not null && method.ReturnType == typeof(bool)
            ? method.CreateDelegate<Func<IInvokable, bool>>()
            : throw new OrleansConfigurationException($"{type} names \"{attribute.CallbackMethodName}\" in [MayInterleave], but has no static method bool {attribute.CallbackMethodName}(IInvokable).");
    }

    private MethodInfo Find(MethodInfo interfaceMethod)
    {
        var declaring = interfaceMethod.DeclaringType!;
        if (!declaring.IsAssignableFrom(Type))
        {
            return interfaceMethod;
        }

        var map = Type.GetInterfaceMap(declaring);
        var index = Array.IndexOf(map.InterfaceMethods, interfaceMethod.IsGenericMethod ? interfaceMethod.GetGenericMethodDefinition() : interfaceMethod);
        return index < 0 ? interfaceMethod : map.TargetMethods[index];
    }
}
