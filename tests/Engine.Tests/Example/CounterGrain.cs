using System.Runtime.CompilerServices;
using Orleans;

namespace Engine.Tests.Example;

internal sealed class CounterGrain : Grain, ICounterGrain
{
    private int _sum;

    public Task<int> Add(int amount) => Task.FromResult(_sum += amount);

    public ValueTask<List<string>> Echo(List<string> words) => new(words);

    public Task Forget(string text) => throw new InvalidOperationException(text);

    public Task Wait(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, cancellationToken);

    public async IAsyncEnumerable<int> Count(int upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 1; i <= upTo; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return i;
        }
    }
}
