using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Invocation;

/// <summary>A call whose caller awaits a <typeparamref name="T"/>. The task is made only when the answer is not there at once.</summary>
internal sealed class Call<T> : Call
{
    private static readonly object Done = new();

    // A call answered at once is used again by the thread's next: most calls in a silo need no new object then.
    [ThreadStatic]
    private static Call<T>? _spare;

    private ResultCopiers? _copiers;
    private object? _completion;
    private Exception? _error;
    private T _result = default!;

    private Call(GrainReference reference, IInvokable request, InvokeMethodOptions options)
        : base(reference, request, options)
    {
    }

    /// <summary>A call to send. Without <paramref name="copiers"/> the result is shared with the callee.</summary>
    public static Call<T> Create(GrainReference reference, IInvokable request, InvokeMethodOptions options, ResultCopiers? copiers)
    {
        var call = _spare;
        if (call is null)
        {
            call = new Call<T>(reference, request, options);
        }
        else
        {
            _spare = null;
            call.Reset(reference, request, options);
        }

        call._copiers = copiers;
        return call;
    }

    /// <summary>Call once, after sending.</summary>
    public ValueTask<T> Answer()
    {
        if (ReferenceEquals(Volatile.Read(ref _completion), Done))
        {
            var answer = FromOutcome();
            Recycle();
            return answer;
        }

        var source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return ReferenceEquals(Interlocked.CompareExchange(ref _completion, source, null), Done) ? FromOutcome() : new ValueTask<T>(source.Task);
    }

    protected override void SetOutcome(Response response)
    {
        try
        {
            _error = response.Exception;
            if (_error is null && typeof(T) != typeof(Nothing))
            {
                var result = response.GetResult<T>();
                _result = _copiers is null ? result : _copiers.Copy(result);
            }
        }
        catch (Exception error)
        {
            _error = error;
        }

        if (Interlocked.Exchange(ref _completion, Done) is TaskCompletionSource<T> source)
        {
            if (_error is null)
            {
                source.SetResult(_result);
            }
            else
            {
                source.SetException(_error);
            }
        }
    }

    private ValueTask<T> FromOutcome() => _error is null ? new ValueTask<T>(_result) : ValueTask.FromException<T>(_error);

    // Filters may keep a call; then it must not become another.
    private void Recycle()
    {
        if (IsKept)
        {
            return;
        }

        _completion = null;
        _error = null;
        _result = default!;
        Reset(null, null!, InvokeMethodOptions.None);
        _spare = this;
    }
}
