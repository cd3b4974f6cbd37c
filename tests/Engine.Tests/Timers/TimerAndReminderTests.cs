using System.Collections.Concurrent;
using Engine.Tests.Cluster;
using Engine.Tests.Grains;
using Engine.Tests.Scheduling;
using Mail.Engine.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Engine.Tests.Timers;

public sealed class TimerAndReminderTests
{
    [Fact]
    public async Task A_timer_ticks_until_disposed_and_dies_with_its_activation()
    {
        var time = new VirtualTime();
        await using var cluster = await OneSilo.Start(silo => silo.Services.AddSingleton<TimeProvider>(time));
        var key = Gates.New();
        var grain = cluster.GrainFactory.GetGrain<IClockGrain>(key);
        await grain.StartTimer(interleave: false);
        for (var n = 1; n <= 3; n++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("timer", await ClockGrain.Next(key));
            await grain.Settle();
        }

        await grain.End();
        await grain.Settle();
        time.Advance(TimeSpan.FromMinutes(1));
        await grain.Settle();
        Assert.False(ClockGrain.HasNext(key));
    }

    [Fact]
    public async Task A_tick_waits_for_the_running_call_unless_it_interleaves()
    {
        var time = new VirtualTime();
        await using var cluster = await OneSilo.Start(silo => silo.Services.AddSingleton<TimeProvider>(time));
        foreach (var interleave in new[] { true, false })
        {
            var key = Gates.New();
            var gate = Gates.New();
            var grain = cluster.GrainFactory.GetGrain<IClockGrain>(key);
            await grain.StartTimer(interleave);
            var held = grain.Hold(gate);
            await Gates.Of(gate).Arrival();
            time.Advance(TimeSpan.FromSeconds(1));
            if (interleave)
            {
                Assert.Equal("timer", await ClockGrain.Next(key));
            }

            Assert.False(ClockGrain.HasNext(key));
            Gates.Of(gate).Open();
            await held;
            if (!interleave)
            {
                Assert.Equal("timer", await ClockGrain.Next(key));
            }
        }
    }

    [Fact]
    public async Task A_reminder_wakes_its_grain_again_and_again_until_unregistered()
    {
        var time = new VirtualTime();
        await using var cluster = await OneSilo.Start(silo => silo.UseInMemoryReminderService().Services.AddSingleton<TimeProvider>(time));
        var key = Gates.New();
        var grain = cluster.GrainFactory.GetGrain<IClockGrain>(key);
        await grain.Remind("daily", TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1));
        Assert.Equal(["daily"], await grain.Reminders());
        await grain.End();
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("daily 0", await ClockGrain.Next(key));
        await grain.Settle();
        await Task.Yield();
        await grain.Forget("daily");
        Assert.Empty(await grain.Reminders());
        time.Advance(TimeSpan.FromMinutes(10));
        await grain.Settle();
        Assert.False(ClockGrain.HasNext(key));
    }

    [Fact]
    public async Task A_reminder_shorter_than_the_least_period_is_refused()
    {
        await using var cluster = await OneSilo.Start(silo => silo.UseInMemoryReminderService());
        var grain = cluster.GrainFactory.GetGrain<IClockGrain>(Gates.New());
        await Assert.ThrowsAsync<ArgumentException>(() => grain.Remind("hasty", TimeSpan.Zero, TimeSpan.FromSeconds(59)));
    }

    [Theory]
    [InlineData(-5, 10, 5)]
    [InlineData(0, 10, 0)]
    [InlineData(-10, 10, 0)]
    [InlineData(-25, 10, 5)]
    [InlineData(7, 10, 7)]
    public void Missed_ticks_are_skipped(int firstAfterNow, int period, int nextAfterNow)
    {
        var now = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal(now.AddMinutes(nextAfterNow), ReminderTicks.Next(now.AddMinutes(firstAfterNow), TimeSpan.FromMinutes(period), now));
    }
}
