using Orleans.Runtime;

namespace Mail.Engine.Invocation;

/// <summary>A grain's running enumerations. They end with the activation, or after a minute in which nobody asked.</summary>
internal sealed class AsyncEnumerableExtension(TimeProvider time) : IAsyncEnumerableGrainExtension
{
    private const int MostEnumerations = 1_000;
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);
    private readonly Dictionary<Guid, Entry> _enumerations = [];

    public async ValueTask<(EnumerationResult Status, object? Value)> StartEnumeration<T>(Guid requestId, IAsyncEnumerableRequest<T> request, CancellationToken cancellationToken = default)
    {
        await DropAbandoned();
        if (_enumerations.Count >= MostEnumerations)
        {
            throw new LimitExceededException($"The grain runs {MostEnumerations} enumerations, which is the limit.");
        }

        var ending = new CancellationTokenSource();
        _enumerations[requestId] = new Entry(request.InvokeImplementation().GetAsyncEnumerator(ending.Token), request.MaxBatchSize, ending, time.GetTimestamp());
        return await MoveNext<T>(requestId, cancellationToken);
    }

    public async ValueTask<(EnumerationResult Status, object? Value)> MoveNext<T>(Guid requestId, CancellationToken cancellationToken = default)
    {
        if (!_enumerations.TryGetValue(requestId, out var entry))
        {
            return (EnumerationResult.MissingEnumeratorError, null);
        }

        entry.LastAsked = time.GetTimestamp();
        try
        {
            using var cancel = cancellationToken.Register(static state => ((CancellationTokenSource)state!).Cancel(), entry.Ending);
            return await Fill((IAsyncEnumerator<T>)entry.Enumerator, entry, requestId);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await DisposeAsync(requestId);
            return (EnumerationResult.Canceled, null);
        }
        catch (Exception error)
        {
            await DisposeAsync(requestId);
            return (EnumerationResult.Error, error);
        }
    }

    public async ValueTask DisposeAsync(Guid requestId)
    {
        if (_enumerations.Remove(requestId, out var entry))
        {
            entry.Ending.Cancel();
            await entry.Enumerator.DisposeAsync();
            entry.Ending.Dispose();
        }
    }

    // The first element is waited for; those that are there already travel with it.
    private async ValueTask<(EnumerationResult, object?)> Fill<T>(IAsyncEnumerator<T> enumerator, Entry entry, Guid id)
    {
        var batch = new List<T>();
        var next = entry.Pending ?? enumerator.MoveNextAsync().AsTask();
        entry.Pending = null;
        while (true)
        {
            if (batch.Count > 0 && !next.IsCompletedSuccessfully)
            {
                entry.Pending = next;
                return (EnumerationResult.Batch, batch);
            }

            if (!await next)
            {
                await DisposeAsync(id);
                return batch.Count == 0 ? (EnumerationResult.Completed, null) : (EnumerationResult.CompletedWithBatch, batch);
            }

            batch.Add(enumerator.Current);
            if (batch.Count >= entry.MaxBatchSize)
            {
                return (EnumerationResult.Batch, batch);
            }

            next = enumerator.MoveNextAsync().AsTask();
        }
    }

    private async ValueTask DropAbandoned()
    {
        foreach (var (id, entry) in _enumerations.ToArray())
        {
            if (time.GetElapsedTime(entry.LastAsked) > Abandoned)
            {
                await DisposeAsync(id);
            }
        }
    }

    private sealed class Entry(IAsyncDisposable enumerator, int maxBatchSize, CancellationTokenSource ending, long now)
    {
        public IAsyncDisposable Enumerator => enumerator;

        public int MaxBatchSize => Math.Max(1, maxBatchSize);

        public CancellationTokenSource Ending => ending;

        public long LastAsked { get; set; } = now;

        public Task<bool>? Pending { get; set; }
    }
}
