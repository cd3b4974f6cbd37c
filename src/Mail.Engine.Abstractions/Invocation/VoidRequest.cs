using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Base of invokables of methods that return nothing; such calls are one-way.</summary>
public abstract class VoidRequest : RequestBase
{
    protected VoidRequest() => Options = CodeGeneration.InvokeMethodOptions.OneWay;

    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            InvokeInner();
            return new ValueTask<Response>(Response.Completed);
        }
        catch (Exception error)
        {
            return new ValueTask<Response>(Response.FromException(error));
        }
    }

    protected abstract void InvokeInner();
}
