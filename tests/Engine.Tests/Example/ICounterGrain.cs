using Orleans;
using Orleans.Concurrency;

namespace Engine.Tests.Example;

/// <summary>A small interface with one method of each kind; proxies and invokables are generated.</summary>
public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);

    [ReadOnly]
    ValueTask<List<string>> Echo(List<string> words);

    [OneWay]
    Task Forget(string text);

    [ResponseTimeout("00:00:05")]
    Task Wait(TimeSpan time, CancellationToken cancellationToken);

    IAsyncEnumerable<int> Count(int upTo, CancellationToken cancellationToken = default);
}
