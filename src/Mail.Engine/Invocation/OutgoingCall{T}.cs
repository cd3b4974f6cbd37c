using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Invocation;

/// <summary>A call passing the caller's filters.</summary>
internal sealed class OutgoingCall<T>(GrainReference reference, IInvokable request, IGrainContext? sender, Func<ValueTask<T>> send, IOutgoingGrainCallFilter[] filters)
    : FilteredCall(request), IOutgoingGrainCallContext
{
    public override object Grain => reference;

    public override GrainId? SourceId => sender?.GrainId;

    public override GrainId TargetId => reference.GrainId;

    public IGrainContext? SourceContext => sender;

    protected override int FilterCount => filters.Length;

    public async ValueTask<T> Run()
    {
        var response = await RunAll();
        return typeof(T) == typeof(Nothing) && response.Exception is null ? default! : response.GetResult<T>();
    }

    protected override Task RunFilter(int index) => filters[index].Invoke(this);

    protected override async ValueTask<Response> RunTarget() => Response.FromResult(await send());
}
