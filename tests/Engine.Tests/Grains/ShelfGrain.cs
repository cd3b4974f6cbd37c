using Orleans;

namespace Engine.Tests.Grains;

public interface IListener : IGrainObserver
{
    Task Hear(int number);
}

public interface IShelfGrain : IGrainWithStringKey
{
    Task Put(List<string> words);

    Task<List<string>> Get();

    Task Tell(IListener listener, int times);

    /// <summary>Answers the number after so many milliseconds, at once for 0.</summary>
    Task<int> Echo(int number, int milliseconds);

    /// <summary>The same through another grain.</summary>
    Task<int> EchoBy(string other, int number, int milliseconds);
}

public class ShelfGrain : Grain, IShelfGrain
{
    private List<string> _words = [];

    public Task Put(List<string> words)
    {
        _words = words;
        return Task.CompletedTask;
    }

    public Task<List<string>> Get() => Task.FromResult(_words);

    public Task Tell(IListener listener, int times) => Task.WhenAll(Enumerable.Range(1, times).Select(listener.Hear));

    public async Task<int> Echo(int number, int milliseconds)
    {
        if (milliseconds > 0)
        {
            await Task.Delay(milliseconds);
        }

        return number;
    }

    public Task<int> EchoBy(string other, int number, int milliseconds) => GrainFactory.GetGrain<IShelfGrain>(other).Echo(number, milliseconds);
}
