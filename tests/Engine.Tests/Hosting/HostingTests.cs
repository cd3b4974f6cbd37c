using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Engine.Tests.Cluster;
using Engine.Tests.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Engine.Tests.Hosting;

public sealed class HostingTests
{
    [Fact]
    public async Task A_host_application_gets_a_silo_and_a_client()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddMemoryGrainStorage("store"));
        using var host = builder.Build();
        await host.StartAsync();
        Assert.Equal("plain", await host.Services.GetRequiredService<IClusterClient>().GetGrain<IProbeGrain>("a").Plain());
        await host.StopAsync();
    }

    [Fact]
    public async Task A_wrong_option_stops_the_start_and_is_named()
    {
        var error = await Assert.ThrowsAsync<OrleansConfigurationException>(() => OneSilo.Start(OneSilo.ResponseTimeout(TimeSpan.Zero)));
        Assert.Contains("SiloMessagingOptions.ResponseTimeout is 00:00:00", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_silos_stages_start_upwards_and_stop_downwards()
    {
        var seen = new ConcurrentQueue<string>();
        var cluster = await OneSilo.Start(silo => silo.Services
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new Stage("active", ServiceLifecycleStage.Active, seen))
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new Stage("storage", ServiceLifecycleStage.RuntimeStorageServices, seen)));
        await cluster.DisposeAsync();
        Assert.Equal(["storage starts", "active starts", "active stops", "storage stops"], seen);
    }

    [Fact]
    public async Task The_management_grain_knows_hosts_activations_and_addresses()
    {
        await using var cluster = await OneSilo.Start();
        var management = cluster.GrainFactory.GetGrain<IManagementGrain>(0);
        var probe = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        Assert.Null(await management.GetActivationAddress(probe));
        await probe.Plain();
        Assert.Equal(cluster.Primary.SiloAddress, await management.GetActivationAddress(probe));
        Assert.Equal(SiloStatus.Active, (await management.GetHosts(onlyActive: true))[cluster.Primary.SiloAddress]);
        var detailed = await management.GetDetailedGrainStatistics([typeof(ProbeGrain).FullName!]);
        Assert.Equal(GrainId.Create("probe", "a"), detailed.Single().GrainId);
        await management.ForceActivationCollection(TimeSpan.Zero);
        Assert.NotEqual(Guid.Empty, await probe.Life());
    }

    [Fact]
    public async Task The_meter_counts_calls_errors_and_activations_by_grain()
    {
        await using var cluster = await OneSilo.Start();
        var factory = cluster.ServiceProvider.GetRequiredService<IMeterFactory>();
        var sums = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Scope == factory) { l.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => sums.AddOrUpdate($"{i.Name} {tags[0].Value}", value, (_, n) => n + value));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => sums.AddOrUpdate($"{i.Name} {tags[0].Value}", 1, (_, n) => n + 1));
        listener.Start();
        var probe = cluster.GrainFactory.GetGrain<IProbeGrain>("a");
        await probe.Plain();
        await probe.Plain();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => probe.Fail("counted"));
        Assert.Equal(3, sums["mail.engine.calls probe"]);
        Assert.Equal(3, sums["mail.engine.call.duration probe"]);
        Assert.Equal(1, sums["mail.engine.errors probe"]);
        Assert.Equal(1, sums["mail.engine.activations probe"]);
    }

    private sealed class Stage(string name, int stage, ConcurrentQueue<string> seen) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(name, stage, _ => Note("starts"), _ => Note("stops"));

        private Task Note(string what)
        {
            seen.Enqueue(name + " " + what);
            return Task.CompletedTask;
        }
    }
}
