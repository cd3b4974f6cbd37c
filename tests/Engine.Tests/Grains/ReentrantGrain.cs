using Orleans;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace Engine.Tests.Grains;

public interface IReentrantGrain : IGrainWithStringKey
{
    Task Hold(string gate);
}

[Reentrant]
public class ReentrantGrain : Grain, IReentrantGrain
{
    public Task Hold(string gate) => Gates.Of(gate).Pass();
}

public interface IPickyGrain : IGrainWithStringKey
{
    Task Hold(string gate);

    Task<string> Say(string word);
}

[MayInterleave(nameof(LetsIn))]
public class PickyGrain : Grain, IPickyGrain
{
    public static bool LetsIn(IInvokable request) => request.GetMethodName() == nameof(Say) && "let in".Equals(request.GetArgument(0));

    public Task Hold(string gate) => Gates.Of(gate).Pass();

    public Task<string> Say(string word) => Task.FromResult(word);
}

public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task Hold(string gate);

    Task<int> Ping();
}

[StatelessWorker(3)]
public class WorkerGrain : Grain, IWorkerGrain
{
    public Task Hold(string gate) => Gates.Of(gate).Pass();

    public Task<int> Ping() => Task.FromResult(1);
}
