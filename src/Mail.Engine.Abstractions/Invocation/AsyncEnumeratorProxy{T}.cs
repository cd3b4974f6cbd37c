namespace Orleans.Runtime;

/// <summary>The caller's side of an enumeration: fetches batches from the grain and hands out their elements.</summary>
internal sealed class AsyncEnumeratorProxy<T>(AsyncEnumerableRequest<T> request, GrainReference reference, CancellationToken cancellationToken) : IAsyncEnumerator<T>
{
    private static long _ids;
    private readonly Guid _id = NewId(reference);
    private IReadOnlyList<T> _batch = [];
    private int _next;
    private bool _started;
    private bool _completed;

    public T Current { get; private set; } = default!;

    public async ValueTask<bool> MoveNextAsync()
    {
        while (true)
        {
            if (_next < _batch.Count)
            {
                Current = _batch[_next++];
                return true;
            }

            if (_completed)
            {
                return false;
            }

            cancellationToken.ThrowIfCancellationRequested();
            Accept(await Fetch());
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_started && !_completed)
        {
            _completed = true;
            await reference.SendAsync(new EnumerationDisposeRequest(_id));
        }
    }

    private ValueTask<(EnumerationResult Status, object? Value)> Fetch()
    {
        if (_started)
        {
            return reference.SendAsync<(EnumerationResult, object?)>(new EnumerationMoveNextRequest<T>(_id, cancellationToken));
        }

        _started = true;
        return reference.SendAsync<(EnumerationResult, object?)>(new EnumerationStartRequest<T>(_id, request, cancellationToken));
    }

    private void Accept((EnumerationResult Status, object? Value) answer)
    {
        _completed = (answer.Status & (EnumerationResult.Completed | EnumerationResult.Error | EnumerationResult.Canceled | EnumerationResult.MissingEnumeratorError)) != 0;
        _next = 0;
        _batch = [];
        if ((answer.Status & EnumerationResult.Batch) != 0)
        {
            _batch = (IReadOnlyList<T>)answer.Value!;
        }
        else if ((answer.Status & EnumerationResult.Element) != 0)
        {
            _batch = [(T)answer.Value!];
        }
        else if (answer.Status == EnumerationResult.MissingEnumeratorError)
        {
            throw new EnumerationAbortedException("The grain lost the enumeration, most likely because it was deactivated.");
        }
        else if (answer.Status == EnumerationResult.Canceled)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        else if (answer.Status == EnumerationResult.Error)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw((Exception)answer.Value!);
        }
    }

    // Ids meet only in the one grain enumerated; the caller's activation and a counter of its process make them unique there.
    private static Guid NewId(GrainReference reference)
    {
        Span<byte> bytes = stackalloc byte[16];
        (RuntimeContext.Current?.ActivationId.Key ?? reference.Shared.ProcessId).TryWriteBytes(bytes);
        BitConverter.TryWriteBytes(bytes[8..], Interlocked.Increment(ref _ids));
        return new Guid(bytes);
    }
}
