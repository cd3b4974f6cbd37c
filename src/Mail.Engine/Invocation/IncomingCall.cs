using System.Reflection;
using Mail.Engine.Activation;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Invocation;

/// <summary>A call passing the callee's filters.</summary>
internal sealed class IncomingCall(GrainActivation activation, Call call, IIncomingGrainCallFilter[] filters) : FilteredCall(call.Request), IIncomingGrainCallContext
{
    public override object Grain => activation.GrainInstance!;

    public override GrainId? SourceId => call.Sender?.GrainId;

    public override GrainId TargetId => activation.GrainId;

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod => activation.Class.ImplementationOf(InterfaceMethod);

    protected override int FilterCount => filters.Length;

    public ValueTask<Response> Run()
    {
        call.IsKept = true;
        return RunAll();
    }

    protected override Task RunFilter(int index) => filters[index].Invoke(this);

    protected override ValueTask<Response> RunTarget() => call.Invoke();
}
