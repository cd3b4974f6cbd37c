using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>An invokable with scheduling options.</summary>
public interface IRequest : IInvokable
{
    InvokeMethodOptions Options { get; }

    void AddInvokeMethodOptions(InvokeMethodOptions options);
}
