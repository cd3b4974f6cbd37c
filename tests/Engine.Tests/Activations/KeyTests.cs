using Engine.Tests.Cluster;
using Engine.Tests.Grains;
using Orleans;
using Orleans.Runtime;

namespace Engine.Tests.Activations;

public sealed class KeyTests
{
    [Fact]
    public async Task Keys_of_every_kind_come_back_as_they_went_in()
    {
        await using var cluster = await OneSilo.Start();
        var guid = Guid.NewGuid();
        Assert.Equal("string key/with+signs", await cluster.GrainFactory.GetGrain<IStringKeyGrain>("string key/with+signs").Key());
        Assert.Equal(guid.ToString(), await cluster.GrainFactory.GetGrain<IGuidKeyGrain>(guid).Key());
        Assert.Equal("-42", await cluster.GrainFactory.GetGrain<IIntegerKeyGrain>(-42).Key());
        Assert.Equal(guid + "|more+text", await cluster.GrainFactory.GetGrain<IGuidCompoundKeyGrain>(guid, "more+text").Key());
        Assert.Equal(long.MinValue + "|x", await cluster.GrainFactory.GetGrain<IIntegerCompoundKeyGrain>(long.MinValue, "x").Key());
    }

    [Fact]
    public async Task A_grain_id_leads_to_the_same_grain_through_any_reference()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        var id = await grain.Id();
        Assert.Equal(grain.GetGrainId(), id);
        Assert.Equal("probe/a", id.ToString());
        Assert.Equal(id, GrainId.Parse("probe/a"));
        var life = await grain.Life();
        Assert.Equal(life, await cluster.GrainFactory.GetGrain<IProbeGrain>(id).Life());
        Assert.Equal(life, await cluster.GrainFactory.GetGrain(id).AsReference<IProbeGrain>().Life());
        Assert.Equal(grain, cluster.GrainFactory.GetGrain<IProbeGrain>("a"));
    }

    [Fact]
    public void Hashes_of_ids_are_the_same_in_every_process()
    {
        Assert.Equal(0x02CC5D05u, IdSpan.Create("").GetUniformHashCode());
        Assert.Equal(0x32D153FFu, IdSpan.Create("abc").GetUniformHashCode());
    }
}
