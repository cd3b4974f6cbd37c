namespace Mail.Engine.Invocation;

/// <summary>What calls to one id are handed to: an activation, a group of stateless workers, an observer.</summary>
internal abstract class CallTarget
{
    /// <summary>False once calls must be looked up anew.</summary>
    public abstract bool IsCurrent { get; }

    /// <summary>Takes a call: runs it, queues it, or answers it with an error.</summary>
    public abstract void Receive(Call call);
}
