namespace Mail.Engine.Invocation;

/// <summary>Takes calls to where their grains live. The path within the silo copies; only one between silos serializes.</summary>
internal interface IMessageTransport
{
    void Send(Call call);
}
