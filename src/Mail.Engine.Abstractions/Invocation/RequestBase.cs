using System.Globalization;
using System.Reflection;
using System.Text;
using Orleans.CodeGeneration;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>
/// Base of generated invokables. Generated classes keep arguments in fields and override what concerns them; the reflection data is
/// lazy (<see cref="GetMethod"/>), so that an ordinary call touches none.
/// </summary>
public abstract partial class RequestBase : IRequest
{
    public InvokeMethodOptions Options { get; protected set; }

    public virtual bool IsCancellable => false;

    public void AddInvokeMethodOptions(InvokeMethodOptions options) => Options |= options;

    public abstract ValueTask<Response> Invoke();

    public abstract object? GetTarget();

    public abstract void SetTarget(ITargetHolder holder);

    public virtual int GetArgumentCount() => 0;

    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    public abstract string GetMethodName();

    public abstract string GetInterfaceName();

    public virtual string GetActivityName() => $"{GetInterfaceName()}/{GetMethodName()}";

    public abstract Type GetInterfaceType();

    public abstract MethodInfo GetMethod();

    public virtual TimeSpan? GetDefaultResponseTimeout() => null;

    public virtual CancellationToken GetCancellationToken() => default;

    public virtual bool TryCancel() => false;

    /// <summary>The method's stable id within its interface: its alias where it has one; overloads must differ.</summary>
    public virtual string GetMethodId() => GetMethodName();

    /// <summary>
    /// Replaces mutable arguments by copies, so that caller and callee share nothing. Generated code overrides this only when an argument
    /// is neither of an immutable type nor marked immutable, and takes a context from the pool then.
    /// </summary>
    public virtual void DeepCopyArguments(CopyContextPool contexts)
    {
    }

    public virtual void Dispose()
    {
    }

    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{GetInterfaceName()}.{GetMethodName()}(");
        text.AppendJoin(", ", Enumerable.Range(0, GetArgumentCount()).Select(GetArgument));
        return text.Append(')').ToString();
    }
}
