using Engine.Tests.Cluster;
using Engine.Tests.Grains;

namespace Engine.Tests.Calls;

public sealed class InterleavingTests
{
    [Fact]
    public async Task Two_calls_never_overlap_even_across_await()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        var (first, second) = (Gates.New(), Gates.New());
        var one = grain.Hold(first);
        await Gates.Of(first).Arrival();
        var two = grain.Hold(second);
        Assert.Equal("seen", await grain.Peek());
        Assert.False(Gates.Of(second).HasArrivals);
        Gates.Of(first).Open();
        await one;
        await Gates.Of(second).Arrival();
        Gates.Of(second).Open();
        await two;
        Assert.Equal(1, await grain.MostInside());
    }

    [Fact]
    public async Task Read_only_calls_overlap_with_each_other_and_not_with_others()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        var (readers, writer) = (Gates.New(), Gates.New());
        var one = grain.HoldReading(readers);
        var two = grain.HoldReading(readers);
        await Gates.Of(readers).Arrival();
        await Gates.Of(readers).Arrival();
        var three = grain.Hold(writer);
        Assert.Equal("seen", await grain.Peek());
        Assert.False(Gates.Of(writer).HasArrivals);
        Gates.Of(readers).Open();
        Gates.Of(writer).Open();
        await Task.WhenAll(one, two, three);
        Assert.Equal(2, await grain.MostInside());
    }

    [Fact]
    public async Task Readers_that_waited_behind_a_writer_run_together()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        var (writer, readers) = (Gates.New(), Gates.New());
        var one = grain.Hold(writer);
        await Gates.Of(writer).Arrival();
        var two = grain.HoldReading(readers);
        var three = grain.HoldReading(readers);
        Gates.Of(writer).Open();
        await Gates.Of(readers).Arrival();
        await Gates.Of(readers).Arrival();
        Gates.Of(readers).Open();
        await Task.WhenAll(one, two, three);
    }

    [Fact]
    public async Task Calls_of_a_reentrant_grain_overlap()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IReentrantGrain>("a");
        var gate = Gates.New();
        var one = grain.Hold(gate);
        var two = grain.Hold(gate);
        await Gates.Of(gate).Arrival();
        await Gates.Of(gate).Arrival();
        Gates.Of(gate).Open();
        await Task.WhenAll(one, two);
    }

    [Fact]
    public async Task The_predicate_of_MayInterleave_decides_call_by_call()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IPickyGrain>("a");
        var gate = Gates.New();
        var one = grain.Hold(gate);
        await Gates.Of(gate).Arrival();
        Assert.Equal("let in", await grain.Say("let in"));
        var kept = grain.Say("kept out");
        Assert.Equal("let in", await grain.Say("let in"));
        Assert.False(kept.IsCompleted);
        Gates.Of(gate).Open();
        Assert.Equal("kept out", await kept);
        await one;
    }

    [Fact]
    public async Task A_self_call_deadlocks_until_the_timeout()
    {
        await using var cluster = await OneSilo.Start(OneSilo.ResponseTimeout(TimeSpan.FromMilliseconds(300)));
        var grain = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        await Assert.ThrowsAsync<TimeoutException>(grain.CallSelf);
        Assert.Equal("plain", await grain.Plain());
    }

    [Fact]
    public async Task A_call_back_into_its_own_chain_deadlocks_unless_allowed()
    {
        await using var cluster = await OneSilo.Start(OneSilo.ResponseTimeout(TimeSpan.FromMilliseconds(300)));
        var grain = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        await Assert.ThrowsAsync<TimeoutException>(() => grain.CallOther("b", "a"));
        Assert.Equal("plain", await cluster.GrainFactory.GetGrain<IProbeGrain>("c").CallOtherReentrant("d", "c"));
    }

    [Fact]
    public async Task Continuations_and_tasks_started_stay_on_the_grains_scheduler()
    {
        await using var cluster = await OneSilo.Start();
        Assert.True(await cluster.GrainFactory.GetGrain<IProbeGrain>("a").ContinuesOnOwnScheduler());
    }
}
