using Orleans;
using Orleans.Concurrency;

namespace Engine.Generator.Tests.Model;

[Alias("test.grain")]
public interface ITestGrain : IGrainWithStringKey, IGreeter
{
    Task Run(List<int> numbers, [Immutable] List<int> shared, CancellationToken cancellation);

    Task<Box<int>> Wrap(int value);

    ValueTask Poke();

    [ReadOnly, AlwaysInterleave]
    ValueTask<string?> Read(FrozenBag bag, ITestObserver? observer, ITestGrain? other);

    [OneWay]
    Task Forget(string text);

    [ResponseTimeout("00:00:07")]
    Task<int> Overloaded(int value);

    [Alias("overloaded-text")]
    Task<int> Overloaded(string value);

    IAsyncEnumerable<int> Count(int upTo, CancellationToken cancellation);
}

/// <summary>No grain interface by itself.</summary>
public interface IGreeter
{
    Task<string> Greet(string name);
}

[Alias("test.observer")]
public interface ITestObserver : IGrainObserver
{
    [Unordered]
    void Happened(string what);
}

[Alias("test.store")]
public interface IStoreGrain<T> : IGrainWithIntegerKey
{
    Task Put(T value, List<T> more);

    Task<T?> Get();
}

internal sealed class StoreGrain : Grain, IStoreGrain<Point>
{
    public Task Put(Point value, List<Point> more) => Task.CompletedTask;

    public Task<Point> Get() => Task.FromResult(default(Point));
}
