using System.Collections.Concurrent;
using Orleans;

namespace Engine.Tests.Grains;

public interface IUnimplementedGrain : IGrainWithStringKey
{
    Task Ping();
}

/// <summary>Fails its first activation.</summary>
public interface IMoodyGrain : IGrainWithStringKey
{
    Task<int> Ping();
}

public class MoodyGrain : Grain, IMoodyGrain
{
    private static readonly ConcurrentDictionary<string, int> Lives = new();
    private int _life;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _life = Lives.AddOrUpdate(this.GetPrimaryKeyString(), 1, (_, n) => n + 1);
        return _life == 1 ? throw new DivideByZeroException("first life") : Task.CompletedTask;
    }

    public Task<int> Ping() => Task.FromResult(_life);
}
