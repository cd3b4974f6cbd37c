using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a call that returns <typeparamref name="TResult"/>.</summary>
public sealed class Response<TResult> : Response
{
    private Exception? _exception;

    public TResult? TypedResult { get; set; }

    public override object? Result
    {
        get => TypedResult;
        set => TypedResult = (TResult?)value;
    }

    public override Exception? Exception
    {
        get => _exception;
        set => _exception = value;
    }

    public override Type? GetSimpleResultType() => typeof(TResult);

    public override T GetResult<T>()
    {
        if (_exception is not null)
        {
            ExceptionDispatchInfo.Throw(_exception);
        }

        if (typeof(T) == typeof(TResult))
        {
            var value = TypedResult;
            return Unsafe.As<TResult?, T>(ref value);
        }

        return (T)(object)TypedResult!;
    }
}
