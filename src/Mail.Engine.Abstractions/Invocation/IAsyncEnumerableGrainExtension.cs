namespace Orleans.Runtime;

/// <summary>Steps through enumerations that a grain's methods returned; each is kept by an id the caller made.</summary>
public interface IAsyncEnumerableGrainExtension : IGrainExtension
{
    ValueTask<(EnumerationResult Status, object? Value)> StartEnumeration<T>(Guid requestId, IAsyncEnumerableRequest<T> request, CancellationToken cancellationToken = default);

    ValueTask<(EnumerationResult Status, object? Value)> MoveNext<T>(Guid requestId, CancellationToken cancellationToken = default);

    ValueTask DisposeAsync(Guid requestId);
}
