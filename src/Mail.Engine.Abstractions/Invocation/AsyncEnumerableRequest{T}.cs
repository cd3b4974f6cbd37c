using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Base of invokables of methods that return an asynchronous sequence. The proxy returns <see cref="InitializeRequest"/>.</summary>
public abstract class AsyncEnumerableRequest<T> : RequestBase, IAsyncEnumerable<T>, IAsyncEnumerableRequest<T>
{
    private GrainReference? _reference;

    /// <summary>At most this many elements travel in one message; 100 unless set.</summary>
    public int MaxBatchSize { get; set; } = 100;

    public override ValueTask<Response> Invoke() =>
        throw new NotSupportedException("A sequence is enumerated through the grain's enumeration extension.");

    public IAsyncEnumerable<T> InvokeImplementation() => InvokeInner();

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new AsyncEnumeratorProxy<T>(this, _reference!, cancellationToken);

    /// <summary>Binds the sequence to the grain that will produce it. Nothing is sent until it is enumerated.</summary>
    public IAsyncEnumerable<T> InitializeRequest(GrainReference reference)
    {
        _reference = reference;
        return this;
    }

    protected abstract IAsyncEnumerable<T> InvokeInner();
}
