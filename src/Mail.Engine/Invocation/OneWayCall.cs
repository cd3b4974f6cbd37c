using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Invocation;

/// <summary>A call whose caller awaits nothing.</summary>
internal sealed class OneWayCall(GrainReference? reference, IInvokable request, InvokeMethodOptions options) : Call(reference, request, options)
{
    protected override void SetOutcome(Response response)
    {
    }
}
