namespace Orleans.Runtime;

/// <summary>Options of sequences returned by grains.</summary>
public static class AsyncEnumerableExtensions
{
    /// <summary>Sets how many elements one message may carry.</summary>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize)
    {
        if (self is AsyncEnumerableRequest<T> request)
        {
            request.MaxBatchSize = maxBatchSize;
        }

        return self;
    }
}
