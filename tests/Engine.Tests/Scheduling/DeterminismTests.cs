using Mail.Engine.Hosting;
using Mail.Engine.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Engine.Tests.Scheduling;

public sealed class DeterminismTests
{
    [Fact]
    public void A_seed_fixes_the_order_of_two_grains_and_seeds_differ()
    {
        var orders = Enumerable.Range(0, 8).Select(seed => Run(seed)).ToList();
        Assert.Equal(orders, Enumerable.Range(0, 8).Select(seed => Run(seed)));
        Assert.True(orders.Distinct().Count() > 1, "Every seed gave the same order: " + orders[0]);
        Assert.All(orders, order => Assert.Equal(20, order.Split(' ').Length));
    }

    // Two grains tick every second for ten seconds, in virtual time, and write what they do into one log.
    private static string Run(int seed)
    {
        var time = new VirtualTime();
        var work = new SeededScheduler(seed);
        var log = new TickLog();
        var services = new ServiceCollection();
        services.AddOrleans(silo => silo.Services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IWorkScheduler>(work)
            .AddSingleton<ISiloRandom>(new SiloRandom(seed))
            .AddSingleton(log));
        using var provider = services.BuildServiceProvider();
        var silo = provider.GetRequiredService<Silo>();
        Finish(silo.StartAsync(default), work);
        var grains = provider.GetRequiredService<IGrainFactory>();
        foreach (var key in new[] { "a", "b" })
        {
            Finish(grains.GetGrain<ITickingGrain>(key).Begin(), work);
        }

        for (var second = 0; second < 10; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            work.RunAll();
        }

        return string.Join(' ', log.Entries);
    }

    private static void Finish(Task task, SeededScheduler work)
    {
        work.RunAll();
        Assert.True(task.IsCompletedSuccessfully, task.Exception?.ToString() ?? "The work is done but the task is not.");
    }
}

public sealed class TickLog
{
    public List<string> Entries { get; } = [];
}

public interface ITickingGrain : IGrainWithStringKey
{
    Task Begin();
}

public sealed class TickingGrain(TickLog log) : Grain, ITickingGrain
{
    private int _ticks;

    public Task Begin()
    {
        this.RegisterGrainTimer(Tick, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    private Task Tick()
    {
        log.Entries.Add(this.GetPrimaryKeyString() + ++_ticks);
        return Task.CompletedTask;
    }
}
