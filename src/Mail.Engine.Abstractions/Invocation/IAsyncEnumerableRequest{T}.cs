namespace Orleans.Runtime;

/// <summary>A call whose answer is an asynchronous sequence.</summary>
public interface IAsyncEnumerableRequest<T> : IRequest
{
    /// <summary>How many elements one message may carry.</summary>
    int MaxBatchSize { get; set; }

    IAsyncEnumerable<T> InvokeImplementation();
}
