using System.Reflection;
using System.Runtime.ExceptionServices;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Invocation;

/// <summary>What filters of both sides see of a call.</summary>
internal abstract class FilteredCall(IInvokable request) : IGrainCallContext
{
    private int _stage;

    public IInvokable Request => request;

    public abstract object Grain { get; }

    public abstract GrainId? SourceId { get; }

    public abstract GrainId TargetId { get; }

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(request.GetInterfaceName());

    public string InterfaceName => request.GetInterfaceName();

    public string MethodName => request.GetMethodName();

    public MethodInfo InterfaceMethod => request.GetMethod();

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response is { Exception: null } response ? response.Result : null;
        set => Response = Response.FromResult(value);
    }

    public async Task Invoke()
    {
        var stage = _stage++;
        try
        {
            if (stage < FilterCount)
            {
                await RunFilter(stage);
                return;
            }

            Response = await RunTarget();
            if (Response.Exception is { } error)
            {
                ExceptionDispatchInfo.Throw(error);
            }
        }
        finally
        {
            _stage = stage;
        }
    }

    protected abstract int FilterCount { get; }

    protected abstract Task RunFilter(int index);

    protected abstract ValueTask<Response> RunTarget();

    protected async ValueTask<Response> RunAll()
    {
        try
        {
            await Invoke();
            return Response ?? Response.Completed;
        }
        catch (Exception error)
        {
            return Response.FromException(error);
        }
    }
}
