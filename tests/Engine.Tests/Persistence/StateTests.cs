using Engine.Tests.Cluster;
using Engine.Tests.Grains;
using Orleans.Runtime;
using Orleans.Storage;

namespace Engine.Tests.Persistence;

public sealed class StateTests
{
    [Fact]
    public async Task A_state_outlives_its_activation_only_when_written()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<INoteGrain>("a");
        await grain.Set("kept", write: true);
        await grain.Set("lost", write: false);
        Assert.Equal("lost", await grain.Get());
        await grain.End();
        Assert.Equal("kept", await grain.Get());
        await grain.Clear();
        await grain.End();
        Assert.Equal("", await grain.Get());
    }

    [Fact]
    public async Task The_state_of_a_grain_base_class_works_alike()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IOldNoteGrain>("a");
        await grain.Set("kept");
        await grain.End();
        Assert.Equal("kept", await grain.Get());
    }

    [Fact]
    public async Task A_stale_writer_fails_is_deactivated_and_reloads()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<INoteGrain>("a");
        await grain.Set("mine", write: true);
        await grain.WriteBehindBack("theirs");
        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Set("stale", write: true));
        Assert.Equal("theirs", await grain.Get());
    }

    [Fact]
    public async Task A_missing_storage_provider_is_told_to_the_caller()
    {
        await using var cluster = await OneSilo.Start();
        var error = await Assert.ThrowsAsync<OrleansConfigurationException>(() => cluster.GrainFactory.GetGrain<ILostNoteGrain>("a").Get());
        Assert.Contains("\"nowhere\"", error.Message, StringComparison.Ordinal);
    }
}
