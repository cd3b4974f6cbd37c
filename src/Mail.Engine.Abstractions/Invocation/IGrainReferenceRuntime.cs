using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Where references send their calls.</summary>
public interface IGrainReferenceRuntime
{
    ValueTask<T> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options);

    ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options);

    void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options);

    object Cast(IAddressable grain, Type interfaceType);
}
