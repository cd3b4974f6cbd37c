using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Gives streams by id. Registered as a keyed service under its name.</summary>
public interface IStreamProvider
{
    string Name { get; }

    bool IsRewindable { get; }

    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>Streams by namespace and key.</summary>
public static class StreamProviderExtensions
{
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, string key) => streamProvider.GetStream<T>(StreamId.Create(ns, key));

    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, Guid key) => streamProvider.GetStream<T>(StreamId.Create(ns, key));

    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, long key) => streamProvider.GetStream<T>(StreamId.Create(ns, key));
}
