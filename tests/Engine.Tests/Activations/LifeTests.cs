using Engine.Tests.Cluster;
using Engine.Tests.Grains;
using Engine.Tests.Scheduling;
using Mail.Engine.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Engine.Tests.Activations;

public sealed class LifeTests
{
    [Fact]
    public async Task A_grain_that_ends_its_life_begins_another_at_the_next_call()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        var life = await grain.Life();
        Assert.Equal(life, await grain.Life());
        await grain.EndLife();
        Assert.NotEqual(life, await grain.Life());
    }

    [Fact]
    public async Task Calls_that_wait_while_a_life_ends_go_to_the_next()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IDiaryGrain>(Gates.New());
        var gate = Gates.New();
        var held = grain.Hold(gate);
        await Gates.Of(gate).Arrival();
        await grain.EndSoon();
        var next = grain.Lives();
        Gates.Of(gate).Open();
        await held;
        Assert.Equal(2, await next);
    }

    [Fact]
    public async Task OnDeactivateAsync_hears_the_reason()
    {
        await using var cluster = await OneSilo.Start();
        var key = Gates.New();
        await cluster.GrainFactory.GetGrain<IDiaryGrain>(key).EndSoon();
        Assert.Equal(DeactivationReasonCode.ApplicationRequested, (await DiaryGrain.Ended(key)).ReasonCode);
    }

    [Fact]
    public async Task A_graceful_stop_ends_every_life_after_its_running_call_and_refuses_new_ones()
    {
        await using var cluster = await OneSilo.Start();
        var key = Gates.New();
        var gate = Gates.New();
        var held = cluster.GrainFactory.GetGrain<IDiaryGrain>(key).Hold(gate);
        await Gates.Of(gate).Arrival();
        var stop = cluster.StopSiloAsync(cluster.Primary);
        Assert.False(stop.IsCompleted);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => cluster.GrainFactory.GetGrain<IProbeGrain>("new").Plain());
        Gates.Of(gate).Open();
        await held;
        await stop;
        Assert.Equal(DeactivationReasonCode.ShuttingDown, (await DiaryGrain.Ended(key)).ReasonCode);
        Assert.False(cluster.Primary.IsActive);
    }

    [Fact]
    public async Task A_graceful_stop_is_bounded_in_time()
    {
        await using var cluster = await OneSilo.Start(silo => silo.Configure<GrainCollectionOptions>(o => o.DeactivationTimeout = TimeSpan.FromMilliseconds(200)));
        var gate = Gates.New();
        var held = cluster.GrainFactory.GetGrain<IDiaryGrain>(Gates.New()).Hold(gate);
        await Gates.Of(gate).Arrival();
        await cluster.StopSiloAsync(cluster.Primary);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => held);
    }

    [Fact]
    public async Task Killing_a_silo_fails_the_calls_in_flight_at_once()
    {
        await using var cluster = await OneSilo.Start();
        var gate = Gates.New();
        var grain = cluster.GrainFactory.GetGrain<IDiaryGrain>(Gates.New());
        var held = grain.Hold(gate);
        await Gates.Of(gate).Arrival();
        var waiting = grain.Lives();
        await cluster.KillSiloAsync(cluster.Primary);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => held);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => waiting);
    }

    [Fact]
    public async Task Idle_lives_are_collected_after_their_age_and_delayed_ones_later()
    {
        var time = new VirtualTime();
        await using var cluster = await OneSilo.Start(silo => silo.Services.AddSingleton<TimeProvider>(time));
        var (idle, delayed, busy) = (Gates.New(), Gates.New(), Gates.New());
        var gate = Gates.New();
        await cluster.GrainFactory.GetGrain<IDiaryGrain>(idle).Lives();
        await cluster.GrainFactory.GetGrain<IDiaryGrain>(delayed).Delay(TimeSpan.FromHours(1));
        var held = cluster.GrainFactory.GetGrain<IDiaryGrain>(busy).Hold(gate);
        await Gates.Of(gate).Arrival();
        time.Advance(TimeSpan.FromMinutes(14));
        Assert.False(DiaryGrain.HasEnded(idle));
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(DeactivationReasonCode.ActivationIdle, (await DiaryGrain.Ended(idle)).ReasonCode);
        Assert.False(DiaryGrain.HasEnded(delayed));
        Assert.False(DiaryGrain.HasEnded(busy));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(DeactivationReasonCode.ActivationIdle, (await DiaryGrain.Ended(delayed)).ReasonCode);
        Gates.Of(gate).Open();
    }

    [Fact]
    public async Task A_stateless_worker_has_as_many_activations_as_load_asks_for_and_not_more_than_allowed()
    {
        await using var cluster = await OneSilo.Start();
        var worker = cluster.GrainFactory.GetGrain<IWorkerGrain>(0);
        var gate = Gates.New();
        await worker.Ping();
        var held = Enumerable.Range(0, 8).Select(_ => worker.Hold(gate)).ToList();
        await Gates.Of(gate).Arrival();
        await Gates.Of(gate).Arrival();
        await Gates.Of(gate).Arrival();
        var statistics = await cluster.GrainFactory.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        Assert.Equal(3, statistics.Single(s => s.GrainType.EndsWith(nameof(WorkerGrain), StringComparison.Ordinal)).ActivationCount);
        Gates.Of(gate).Open();
        await Task.WhenAll(held);
    }
}
