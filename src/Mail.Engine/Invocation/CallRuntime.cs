using Mail.Engine.Placement;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Invocation;

/// <summary>The caller's side of every call: filters, copies, sends, waits.</summary>
internal sealed class CallRuntime(IMessageTransport transport, CallFilters filters, ResultCopiers copiers, InFlightCalls inFlight, ReferenceFactory references) : IGrainReferenceRuntime
{
    public ValueTask<T> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var sender = RuntimeContext.Current;
        return filters.HasOutgoing(sender)
            ? filters.Outgoing(reference, request, sender, () => Send<T>(reference, request, options, sender))
            : Send<T>(reference, request, options, sender);
    }

    public ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        if ((options & InvokeMethodOptions.OneWay) != 0)
        {
            InvokeMethod(reference, request, options);
            return default;
        }

        var answer = InvokeMethodAsync<Nothing>(reference, request, options);
        return answer.IsCompletedSuccessfully ? default : new ValueTask(answer.AsTask());
    }

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var sender = RuntimeContext.Current;
        if (filters.HasOutgoing(sender))
        {
            _ = filters.Outgoing(reference, request, sender, () => SendOneWay(reference, request, options, sender)).AsTask();
        }
        else
        {
            SendOneWay(reference, request, options, sender);
        }
    }

    public object Cast(IAddressable grain, Type interfaceType) => references.Create(grain is GrainReference reference ? reference.GrainId : Orleans.GrainExtensions.GetGrainId(grain), interfaceType);

    private ValueTask<T> Send<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options, IGrainContext? sender)
    {
        var call = Call<T>.Create(reference, request, options, request is ILocalRequest ? null : copiers);
        call.Sender = sender;
        call.Context = RequestContext.Snapshot;
        (request as RequestBase)?.DeepCopyArguments(copiers.Contexts);
        transport.Send(call);
        var answer = call.Answer();
        if (!answer.IsCompleted)
        {
            inFlight.Add(call);
        }

        return answer;
    }

    private ValueTask<Nothing> SendOneWay(GrainReference reference, IInvokable request, InvokeMethodOptions options, IGrainContext? sender)
    {
        (request as RequestBase)?.DeepCopyArguments(copiers.Contexts);
        transport.Send(new OneWayCall(reference, request, options | InvokeMethodOptions.OneWay) { Sender = sender, Context = RequestContext.Snapshot });
        return default;
    }
}
