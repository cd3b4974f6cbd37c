using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Invocation;

/// <summary>A call of the engine to one of its own grains or extensions, as a function; for interfaces that have no generated code.</summary>
internal sealed class LocalRequest<TTarget, TResult> : RequestBase, ILocalRequest
    where TTarget : class
{
    private readonly string _method;
    private readonly Func<TTarget, Task<TResult>> _call;
    private TTarget? _target;

    public LocalRequest(string method, Func<TTarget, Task<TResult>> call, InvokeMethodOptions options = InvokeMethodOptions.None)
    {
        _method = method;
        _call = call;
        Options = options;
    }

    public override async ValueTask<Response> Invoke()
    {
        try
        {
            return Response.FromResult(await _call(_target!));
        }
        catch (Exception error)
        {
            return Response.FromException(error);
        }
    }

    public override object? GetTarget() => _target;

    public override void SetTarget(ITargetHolder holder) => _target =
        (TTarget?)holder.GetComponent(typeof(TTarget)) ?? throw new GrainExtensionNotInstalledException($"The grain has no {typeof(TTarget)}.");

    public override string GetMethodName() => _method;

    public override string GetInterfaceName() => typeof(TTarget).FullName!;

    public override Type GetInterfaceType() => typeof(TTarget);

    public override MethodInfo GetMethod() => typeof(TTarget).GetMethods().First(m => m.Name == _method);
}

/// <summary>Marks calls whose results are the engine's own and need no copy.</summary>
internal interface ILocalRequest;
