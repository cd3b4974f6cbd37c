using Orleans;

namespace EngineFigures;

/// <summary>Answers a number by the next, after the shortest of work.</summary>
public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<int> Next(int number) => Task.FromResult(number + 1);

    public async Task<int> NextLater(int number)
    {
        await Task.Yield();
        return number + 1;
    }
}
