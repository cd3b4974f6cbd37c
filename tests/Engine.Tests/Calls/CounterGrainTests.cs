using Engine.Tests.Cluster;
using Engine.Tests.Example;

namespace Engine.Tests.Calls;

public sealed class CounterGrainTests
{
    [Fact]
    public async Task A_grain_keeps_what_calls_add()
    {
        await using var cluster = await OneSilo.Start();
        var counter = cluster.GrainFactory.GetGrain<ICounterGrain>("a");
        Assert.Equal(3, await counter.Add(3));
        Assert.Equal(10, await counter.Add(7));
        Assert.Equal(1, await cluster.GrainFactory.GetGrain<ICounterGrain>("b").Add(1));
    }

    [Fact]
    public async Task An_asynchronous_sequence_arrives_whole_and_in_order()
    {
        await using var cluster = await OneSilo.Start();
        var numbers = new List<int>();
        await foreach (var number in cluster.GrainFactory.GetGrain<ICounterGrain>("a").Count(250))
        {
            numbers.Add(number);
        }

        Assert.Equal(Enumerable.Range(1, 250), numbers);
    }

    [Fact]
    public async Task A_one_way_call_drops_its_error()
    {
        await using var cluster = await OneSilo.Start();
        var counter = cluster.GrainFactory.GetGrain<ICounterGrain>("a");
        await counter.Forget("broken");
        Assert.Equal(1, await counter.Add(1));
    }

    [Fact]
    public async Task A_cancelled_token_cancels_the_call()
    {
        await using var cluster = await OneSilo.Start();
        using var cancel = new CancellationTokenSource();
        var waiting = cluster.GrainFactory.GetGrain<ICounterGrain>("a").Wait(TimeSpan.FromMinutes(10), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Concurrent_callers_lose_no_update()
    {
        await using var cluster = await OneSilo.Start();
        var counter = cluster.GrainFactory.GetGrain<ICounterGrain>("hot");
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                await counter.Add(1);
            }
        })));
        Assert.Equal(32_001, await counter.Add(1));
    }
}
