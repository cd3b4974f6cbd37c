using Orleans;
using Orleans.Runtime;

namespace Engine.Tests.Grains;

public interface IGuardedGrain : IGrainWithStringKey
{
    Task Enter();
}

public class GuardedGrain : Grain, IGuardedGrain, IIncomingGrainCallFilter
{
    public Task Enter() => Task.CompletedTask;

    public Task Invoke(IIncomingGrainCallContext context) =>
        "gold".Equals(RequestContext.Get("key")) ? context.Invoke() : throw new UnauthorizedAccessException();
}
