namespace Mail.Engine.Invocation;

/// <summary>The transport of a silo that is alone.</summary>
internal sealed class LocalTransport(MessageDispatcher dispatcher) : IMessageTransport
{
    public void Send(Call call) => dispatcher.Receive(call);
}
