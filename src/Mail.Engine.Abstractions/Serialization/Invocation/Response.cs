using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a call: a value, nothing, or an error.</summary>
public abstract class Response : IDisposable
{
    /// <summary>The outcome of a call that returns nothing.</summary>
    public static Response Completed { get; } = new CompletedResponse();

    public abstract object? Result { get; set; }

    public abstract Exception? Exception { get; set; }

    public static Response FromException(Exception exception) => new ExceptionResponse(exception);

    public static Response FromResult<TResult>(TResult value) => new Response<TResult> { TypedResult = value };

    /// <summary>The value, or the error thrown with its own type and stack.</summary>
    public abstract T GetResult<T>();

    public virtual Type? GetSimpleResultType() => null;

    public virtual void Dispose()
    {
    }

    public override string ToString() => Exception is { } e ? e.ToString() : Result?.ToString() ?? "[null]";

    private sealed class CompletedResponse : Response
    {
        public override object? Result { get => null; set => throw new InvalidOperationException("The response of a call without a result cannot carry one."); }

        public override Exception? Exception { get => null; set => throw new InvalidOperationException("A completed response cannot carry an error."); }

        public override T GetResult<T>() => default!;
    }

    private sealed class ExceptionResponse(Exception exception) : Response
    {
        public override object? Result { get => Throw(); set => throw new InvalidOperationException("A failed response cannot carry a result."); }

        public override Exception? Exception { get; set; } = exception;

        public override T GetResult<T>()
        {
            Throw();
            return default!;
        }

        [DoesNotReturn]
        private object? Throw()
        {
            ExceptionDispatchInfo.Throw(Exception!);
            return null;
        }
    }
}
