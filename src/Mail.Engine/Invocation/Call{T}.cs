using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Invocation;

/// <summary>A call whose caller awaits a <typeparamref name="T"/>. The task is made only when the answer is not there at once.</summary>
internal sealed class Call<T>(GrainReference? reference, IInvokable request, InvokeMethodOptions options, ResultCopiers copiers) : Call(reference, request, options)
{
    private static readonly object Done = new();
    private object? _completion;
    private Exception? _error;
    private T _result = default!;

    /// <summary>Call once, after sending.</summary>
    public ValueTask<T> Answer()
    {
        if (ReferenceEquals(Volatile.Read(ref _completion), Done))
        {
            return FromOutcome();
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
                _result = copiers.Copy(response.GetResult<T>());
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
}
