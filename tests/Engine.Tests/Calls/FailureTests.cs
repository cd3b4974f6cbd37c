using Engine.Tests.Cluster;
using Engine.Tests.Grains;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Engine.Tests.Calls;

public sealed class FailureTests
{
    [Fact]
    public async Task An_exception_keeps_its_type_and_message()
    {
        await using var cluster = await OneSilo.Start();
        var error = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => cluster.GrainFactory.GetGrain<IProbeGrain>("a").Fail("noon"));
        Assert.Equal("noon", error.Message);
    }

    [Fact]
    public async Task A_timeout_does_not_stop_the_callee_and_the_next_call_waits_behind_it()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        var gate = Gates.New();
        await Assert.ThrowsAsync<TimeoutException>(() => grain.HoldShortly(gate));
        var next = grain.Plain();
        Assert.Equal("seen", await grain.Peek());
        Assert.False(next.IsCompleted);
        Gates.Of(gate).Open();
        Assert.Equal("plain", await next);
    }

    [Fact]
    public async Task A_call_that_timed_out_in_the_queue_never_runs()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        var (first, second) = (Gates.New(), Gates.New());
        var one = grain.Hold(first);
        await Gates.Of(first).Arrival();
        await Assert.ThrowsAsync<TimeoutException>(() => grain.HoldShortly(second));
        Gates.Of(first).Open();
        await one;
        Assert.Equal("plain", await grain.Plain());
        Assert.False(Gates.Of(second).HasArrivals);
    }

    [Fact]
    public async Task A_failure_to_activate_reaches_every_caller_and_the_next_call_tries_again()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IMoodyGrain>(Gates.New());
        var error = await Assert.ThrowsAsync<DivideByZeroException>(grain.Ping);
        Assert.Equal("first life", error.Message);
        Assert.Equal(2, await grain.Ping());
    }

    [Fact]
    public async Task Calls_beyond_the_limit_of_an_activations_queue_are_refused()
    {
        await using var cluster = await OneSilo.Start(silo => silo.Configure<SiloMessagingOptions>(o => o.MaxEnqueuedRequestsHardLimit = 2));
        var grain = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        var gate = Gates.New();
        var held = grain.Hold(gate);
        await Gates.Of(gate).Arrival();
        var waiting = new[] { grain.Plain(), grain.Plain() };
        await Assert.ThrowsAsync<LimitExceededException>(grain.Plain);
        Gates.Of(gate).Open();
        await held;
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task An_unknown_implementation_is_told_at_once()
    {
        await using var cluster = await OneSilo.Start();
        Assert.Throws<ArgumentException>(() => cluster.GrainFactory.GetGrain<IUnimplementedGrain>("a"));
    }
}
