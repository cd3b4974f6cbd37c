using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Base of invokables of methods that return <c>ValueTask{TResult}</c>.</summary>
public abstract class Request<TResult> : RequestBase
{
    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var pending = InvokeInner();
            if (pending.IsCompletedSuccessfully)
            {
                return new ValueTask<Response>(Response.FromResult(pending.Result));
            }

            return Complete(pending);
        }
        catch (Exception error)
        {
            return new ValueTask<Response>(Response.FromException(error));
        }
    }

    protected abstract ValueTask<TResult> InvokeInner();

    private static async ValueTask<Response> Complete(ValueTask<TResult> pending)
    {
        try
        {
            return Response.FromResult(await pending);
        }
        catch (Exception error)
        {
            return Response.FromException(error);
        }
    }
}
