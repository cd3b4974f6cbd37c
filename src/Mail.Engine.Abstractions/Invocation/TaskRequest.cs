using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Base of invokables of methods that return <c>Task</c>.</summary>
public abstract class TaskRequest : RequestBase
{
    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            var pending = InvokeInner();
            if (pending.IsCompletedSuccessfully)
            {
                return new ValueTask<Response>(Response.Completed);
            }

            return Complete(pending);
        }
        catch (Exception error)
        {
            return new ValueTask<Response>(Response.FromException(error));
        }
    }

    protected abstract Task InvokeInner();

    private static async ValueTask<Response> Complete(Task pending)
    {
        try
        {
            await pending;
            return Response.Completed;
        }
        catch (Exception error)
        {
            return Response.FromException(error);
        }
    }
}
