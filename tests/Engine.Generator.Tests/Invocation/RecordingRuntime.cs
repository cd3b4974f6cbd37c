using Microsoft.Extensions.DependencyInjection;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Invocation;
using Engine.Generator.Tests.Serialization;

namespace Engine.Generator.Tests.Invocation;

/// <summary>Takes the calls of proxies and runs them on a target, as an engine without a network does.</summary>
internal sealed class RecordingRuntime(object? target) : IGrainReferenceRuntime, ITargetHolder
{
    public RequestBase? Last { get; private set; }

    public bool WasOneWay { get; private set; }

    public static CopyContextPool Pool { get; } = new(Host.Codecs);

    public T Reference<T>(string key) => (T)(object)Reference(typeof(T), GrainId.Create("target", key));

    public GrainReference Reference(Type type, GrainId id)
    {
        var registration = Host.Manifest.Interfaces[type];
        var shared = new GrainReferenceShared(
            id.Type, GrainInterfaceType.Create(registration.InterfaceName), registration.Version, this, InvokeMethodOptions.None, Pool,
            new ServiceCollection().BuildServiceProvider());
        return registration.ProxyFactory(shared, id.Key);
    }

    public async ValueTask<T> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        (await Run(request)).GetResult<T>();

    // Without a state machine, so that a test can count what a call allocates.
    public ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var pending = Run(request);
        Assert.True(pending.IsCompletedSuccessfully);
        pending.Result.GetResult<object>();
        return default;
    }

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        WasOneWay = true;
        Assert.True(Run(request).IsCompletedSuccessfully);
    }

    public object Cast(IAddressable grain, Type interfaceType) => grain;

    public object? GetTarget() => target;

    public object? GetComponent(Type componentType) => null;

    private ValueTask<Response> Run(IInvokable request)
    {
        Last = (RequestBase)request;
        Last.SetTarget(this);
        return Last.Invoke();
    }
}
