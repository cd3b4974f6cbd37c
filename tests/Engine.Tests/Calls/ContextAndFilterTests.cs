using System.Collections.Concurrent;
using Engine.Tests.Cluster;
using Engine.Tests.Grains;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Engine.Tests.Calls;

public sealed class ContextAndFilterTests
{
    [Fact]
    public async Task Request_context_flows_to_the_callee_and_not_back()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        await grain.Plain();
        RequestContext.Set("trace", "42");
        Assert.Equal("42", await grain.Context("trace"));
        await grain.SetContext("trace", "changed");
        Assert.Equal("42", RequestContext.Get("trace"));
        RequestContext.Clear();
        Assert.Equal("none", await grain.Context("trace"));
    }

    [Fact]
    public async Task Silo_filters_see_incoming_and_outgoing_calls_and_may_change_the_result()
    {
        var seen = new ConcurrentQueue<string>();
        await using var cluster = await OneSilo.Start(silo => silo
            .AddOutgoingGrainCallFilter(async context =>
            {
                seen.Enqueue("out " + context.MethodName);
                await context.Invoke();
            })
            .AddIncomingGrainCallFilter(async context =>
            {
                seen.Enqueue("in " + context.MethodName);
                await context.Invoke();
                if (context.Result is "plain")
                {
                    context.Result = "filtered " + context.ImplementationMethod.DeclaringType!.Name;
                }
            }));
        Assert.Equal("filtered ProbeGrain", await cluster.GrainFactory.GetGrain<IProbeGrain>("a").Plain());
        Assert.Equal(["out Plain", "in Plain"], seen);
    }

    [Fact]
    public async Task A_filter_sees_the_callees_error_and_may_replace_it()
    {
        await using var cluster = await OneSilo.Start(silo => silo.AddIncomingGrainCallFilter(async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (InvalidTimeZoneException error)
            {
                throw new NotSupportedException("replaced " + error.Message);
            }
        }));
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => cluster.GrainFactory.GetGrain<IProbeGrain>("a").Fail("noon"));
        Assert.Equal("replaced noon", error.Message);
    }

    [Fact]
    public async Task A_grain_filters_its_own_calls()
    {
        await using var cluster = await OneSilo.Start();
        var grain = cluster.GrainFactory.GetGrain<IGuardedGrain>("a");
        await Assert.ThrowsAsync<UnauthorizedAccessException>(grain.Enter);
        RequestContext.Set("key", "gold");
        await grain.Enter();
    }
}
