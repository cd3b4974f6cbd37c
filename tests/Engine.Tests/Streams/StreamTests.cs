using Engine.Tests.Cluster;
using Engine.Tests.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.TestingHost;

namespace Engine.Tests.Streams;

public sealed class StreamTests
{
    [Fact]
    public async Task Every_event_reaches_the_implicit_subscriber_in_order()
    {
        await using var cluster = await Start(new RecordedQueue());
        var key = Gates.New();
        var stream = cluster.Client.GetStreamProvider("memory").GetStream<string>("news", key);
        foreach (var number in Enumerable.Range(0, 50))
        {
            await stream.OnNextAsync("n" + number);
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(n => "n" + n), await ReaderGrain.Read(key, 50));
    }

    [Fact]
    public async Task An_explicit_subscription_outlives_its_activation_until_it_is_ended()
    {
        await using var cluster = await Start(new RecordedQueue());
        var key = Gates.New();
        var reader = cluster.GrainFactory.GetGrain<IReaderGrain>(key);
        var stream = cluster.Client.GetStreamProvider("memory").GetStream<string>("mail", key);
        await reader.Subscribe("mail", key);
        await stream.OnNextAsync("one");
        Assert.Equal(["one"], await ReaderGrain.Read(key, 1));
        await reader.End();
        await stream.OnNextAsync("two");
        Assert.Equal(["two"], await ReaderGrain.Read(key, 1));
        Assert.Equal(1, await reader.Unsubscribe("mail", key));
        Assert.Equal(0, await reader.Unsubscribe("mail", key));
    }

    [Fact]
    public async Task A_consumer_that_fails_is_asked_again_and_the_batch_acknowledged_after_it_succeeds()
    {
        var queue = new RecordedQueue();
        await using var cluster = await Start(queue);
        var key = Gates.New();
        await cluster.Client.GetStreamProvider("recorded").GetStream<string>("news", key).OnNextAsync("fail 2 times");
        Assert.Equal(["failed", "failed", "fail 2 times"], await ReaderGrain.Read(key, 3));
        Assert.Equal("news/" + key, await queue.Acknowledged());
        Assert.Equal(0, queue.Failures);
    }

    [Fact]
    public async Task A_consumer_that_fails_too_often_sends_the_event_to_the_failure_handler()
    {
        var queue = new RecordedQueue();
        await using var cluster = await Start(queue);
        var key = Gates.New();
        var stream = cluster.Client.GetStreamProvider("recorded").GetStream<string>("news", key);
        await stream.OnNextAsync("fail 99 times");
        await stream.OnNextAsync("next");
        Assert.Equal(["failed", "failed", "failed", "failed", "failed", "next"], await ReaderGrain.Read(key, 6));
        Assert.Equal("news/" + key, await queue.Acknowledged());
        Assert.Equal(1, queue.Failures);
    }

    private static Task<TestCluster> Start(RecordedQueue queue) => OneSilo.Start(silo => silo
        .AddMemoryGrainStorage("PubSubStore")
        .AddMemoryStreams("memory")
        .AddPersistentStreams("recorded", (_, _) => queue)
        .ConfigureServices(services => services.ConfigureAll<StreamPullingAgentOptions>(o => o.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(5)))
        .ConfigureServices(services => services.ConfigureAll<StreamDeliveryOptions>(o => o.FirstBackoff = TimeSpan.FromMilliseconds(1))));
}
