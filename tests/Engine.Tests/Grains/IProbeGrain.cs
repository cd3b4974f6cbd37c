using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Engine.Tests.Grains;

/// <summary>A grain whose calls can be held inside it.</summary>
public interface IProbeGrain : IGrainWithStringKey
{
    /// <summary>Stays inside until <see cref="Gates"/> opens the gate of that name.</summary>
    Task Hold(string gate);

    [ReadOnly]
    Task HoldReading(string gate);

    [AlwaysInterleave]
    Task<string> Peek();

    Task<string> Plain();

    [OneWay]
    Task HoldOneWay(string gate);

    Task<int> MostInside();

    Task CallSelf();

    Task<string> CallOther(string other, string back);

    Task<string> CallOtherReentrant(string other, string back);

    Task<string> CallBack(string back);

    Task Fail(string message);

    [ResponseTimeout("00:00:00.300")]
    Task HoldShortly(string gate);

    Task<string> Context(string key);

    Task SetContext(string key, string value);

    Task<Guid> Life();

    Task EndLife();

    Task<GrainId> Id();

    Task<bool> ContinuesOnOwnScheduler();
}

