using Engine.Tests.Cluster;
using Engine.Tests.Grains;
using Orleans;
using Orleans.Runtime;

namespace Engine.Tests.Calls;

public sealed class CopyAndObserverTests
{
    [Fact]
    public async Task Arguments_and_results_are_copies()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IShelfGrain>("a");
        var mine = new List<string> { "one" };
        await grain.Put(mine);
        mine.Add("two");
        var theirs = await grain.Get();
        Assert.Equal(["one"], theirs);
        theirs.Clear();
        Assert.Equal(["one"], await grain.Get());
    }

    [Fact]
    public async Task An_observer_is_called_in_order_until_its_reference_is_deleted()
    {
        await using var cluster = await OneSilo.Start();
        var listener = new Listener();
        var reference = cluster.GrainFactory.CreateObjectReference<IListener>(listener);
        var grain = cluster.GrainFactory.GetGrain<IShelfGrain>("a");
        await grain.Tell(reference, 3);
        Assert.Equal([1, 2, 3], listener.Heard);
        cluster.GrainFactory.DeleteObjectReference<IListener>(reference);
        await Assert.ThrowsAnyAsync<OrleansException>(() => grain.Tell(reference, 1));
        GC.KeepAlive(listener);
    }

    private sealed class Listener : IListener
    {
        public List<int> Heard { get; } = [];

        public async Task Hear(int number)
        {
            await Task.Yield();
            Heard.Add(number);
        }
    }
}
