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
}
