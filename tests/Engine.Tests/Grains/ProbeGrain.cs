using Orleans;
using Orleans.Runtime;

namespace Engine.Tests.Grains;

public class ProbeGrain : Grain, IProbeGrain
{
    private readonly Guid _life = Guid.NewGuid();
    private int _inside;
    private int _mostInside;

    public async Task Hold(string gate)
    {
        _mostInside = Math.Max(_mostInside, ++_inside);
        await Gates.Of(gate).Pass();
        await Task.Yield();
        _inside--;
    }

    public Task HoldReading(string gate) => Hold(gate);

    public Task HoldOneWay(string gate) => Hold(gate);

    public Task HoldShortly(string gate) => Hold(gate);

    public Task<string> Peek() => Task.FromResult("seen");

    public Task<string> Plain() => Task.FromResult("plain");

    public Task<int> MostInside() => Task.FromResult(_mostInside);

    public Task CallSelf() => this.AsReference<IProbeGrain>().Plain();

    public Task<string> CallOther(string other, string back) => GrainFactory.GetGrain<IProbeGrain>(other).CallBack(back);

    public async Task<string> CallOtherReentrant(string other, string back)
    {
        using var section = RequestContext.AllowCallChainReentrancy();
        return await GrainFactory.GetGrain<IProbeGrain>(other).CallBack(back);
    }

    public Task<string> CallBack(string back) => GrainFactory.GetGrain<IProbeGrain>(back).Plain();

    public Task Fail(string message) => throw new InvalidTimeZoneException(message);

    public Task<string> Context(string key) => Task.FromResult(RequestContext.Get(key) as string ?? "none");

    public Task SetContext(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public Task<Guid> Life() => Task.FromResult(_life);

    public Task EndLife()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<GrainId> Id() => Task.FromResult(this.GetGrainId());

    public async Task<bool> ContinuesOnOwnScheduler()
    {
        var before = TaskScheduler.Current;
        await Task.Delay(1);
        var started = await Task.Factory.StartNew(() => TaskScheduler.Current);
        return before != TaskScheduler.Default && TaskScheduler.Current == before && started == before;
    }
}
