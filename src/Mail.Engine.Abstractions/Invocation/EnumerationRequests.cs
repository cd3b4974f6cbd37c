using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Starts an enumeration by carrying the call that makes the sequence.</summary>
internal sealed class EnumerationStartRequest<T> : EnumerationRequest<(EnumerationResult, object?)>
{
    private readonly AsyncEnumerableRequest<T> _request;
    private readonly CancellationToken _cancellationToken;
    private readonly Guid _id;
    private ITargetHolder? _holder;

    public EnumerationStartRequest(Guid id, AsyncEnumerableRequest<T> request, CancellationToken cancellationToken)
    {
        _id = id;
        _request = request;
        _cancellationToken = cancellationToken;
        AddInvokeMethodOptions(request.Options);
    }

    public override string GetMethodName() => "StartEnumeration";

    public override void DeepCopyArguments(CopyContextPool contexts) => _request.DeepCopyArguments(contexts);

    public override void SetTarget(ITargetHolder holder)
    {
        base.SetTarget(holder);
        _holder = holder;
    }

    protected override ValueTask<(EnumerationResult, object?)> InvokeInner()
    {
        _request.SetTarget(_holder!);
        return Target.StartEnumeration(_id, _request, _cancellationToken);
    }
}

/// <summary>Asks for the next elements.</summary>
internal sealed class EnumerationMoveNextRequest<T>(Guid id, CancellationToken cancellationToken) : EnumerationRequest<(EnumerationResult, object?)>
{
    public override string GetMethodName() => "MoveNext";

    protected override ValueTask<(EnumerationResult, object?)> InvokeInner() => Target.MoveNext<T>(id, cancellationToken);
}

/// <summary>Ends an enumeration early.</summary>
internal sealed class EnumerationDisposeRequest(Guid id) : EnumerationRequest<bool>
{
    public override string GetMethodName() => "DisposeAsync";

    protected override async ValueTask<bool> InvokeInner()
    {
        await Target.DisposeAsync(id);
        return true;
    }
}

/// <summary>Base of the three enumeration calls; they interleave, as the grain may be busy producing.</summary>
internal abstract class EnumerationRequest<TResult> : Request<TResult>
{
    private IAsyncEnumerableGrainExtension? _target;

    protected EnumerationRequest() => AddInvokeMethodOptions(InvokeMethodOptions.AlwaysInterleave);

    protected IAsyncEnumerableGrainExtension Target => _target!;

    public override object? GetTarget() => _target;

    public override void SetTarget(ITargetHolder holder) =>
        _target = (IAsyncEnumerableGrainExtension)holder.GetComponent(typeof(IAsyncEnumerableGrainExtension))!;

    public override string GetInterfaceName() => "Orleans.Runtime.IAsyncEnumerableGrainExtension";

    public override Type GetInterfaceType() => typeof(IAsyncEnumerableGrainExtension);

    public override MethodInfo GetMethod() => typeof(IAsyncEnumerableGrainExtension).GetMethod(GetMethodName())!;
}
