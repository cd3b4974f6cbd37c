using Mail.Engine.Activation;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Invocation;

/// <summary>The silo's call filters, and those that grains implement. Without any, a call passes untouched.</summary>
internal sealed class CallFilters(IEnumerable<IIncomingGrainCallFilter> incoming, IEnumerable<IOutgoingGrainCallFilter> outgoing)
{
    private readonly IIncomingGrainCallFilter[] _incoming = incoming.ToArray();
    private readonly IOutgoingGrainCallFilter[] _outgoing = outgoing.ToArray();

    public bool HasOutgoing(IGrainContext? sender) => _outgoing.Length > 0 || sender is GrainActivation { Class.FiltersOutgoingCalls: true };

    public ValueTask<Response> Incoming(GrainActivation activation, Call call) =>
        (_incoming.Length == 0 && !activation.Class.FiltersItsCalls) || !call.IsFiltered
            ? call.Invoke()
            : new IncomingCall(activation, call, [.. _incoming, .. activation.GrainInstance is IIncomingGrainCallFilter own ? [own] : Array.Empty<IIncomingGrainCallFilter>()]).Run();

    public ValueTask<T> Outgoing<T>(GrainReference reference, IInvokable request, IGrainContext? sender, Func<ValueTask<T>> send) =>
        new OutgoingCall<T>(reference, request, sender, send, [.. _outgoing, .. sender?.GrainInstance is IOutgoingGrainCallFilter own ? [own] : Array.Empty<IOutgoingGrainCallFilter>()]).Run();
}
