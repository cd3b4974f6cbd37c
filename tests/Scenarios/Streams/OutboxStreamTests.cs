using System.Globalization;
using System.Text;
using Mail.Silo.Streams;
using Mail.Storage;
using Mail.Storage.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Hosting;
using Orleans.TestingHost;
using Scenarios.Harness;

namespace Scenarios.Streams;

/// <summary>Rows that a commit wrote beside its change reach a grain, survive a stop, and end as dead letters if nobody can take them.</summary>
public sealed class OutboxStreamTests : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mail-outbox-").FullName;
    private readonly string _key = Guid.NewGuid().ToString("N");
    private readonly OutboxStreamOptions _options = new() { FirstRetry = TimeSpan.FromMilliseconds(10), LongestRetry = TimeSpan.FromMilliseconds(40) };
    private MailStorage? _storage;

    private IOutbox Outbox => _storage!.Outbox;

    public async Task InitializeAsync() => _storage = await MailStorage.OpenAsync(
        new StorageOptions { DataFolder = _folder }, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _storage!.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Row_reaches_its_grain_and_is_gone()
    {
        await using var silo = await StartAsync();
        await AddAsync("one");
        Assert.Equal("one", await NextAsync());
        await Eventually.TrueAsync(async () => (await Outbox.ReadAsync("recorded", 0, 10, CancellationToken.None)).IsEmpty);
    }

    [Fact]
    public async Task Row_written_while_no_silo_runs_is_delivered_by_the_next_one()
    {
        await AddAsync("early");
        await using var silo = await StartAsync();
        Assert.Equal("early", await NextAsync());
    }

    [Fact]
    public async Task Row_that_its_consumer_refuses_becomes_a_dead_letter_after_the_attempts_and_can_be_replayed()
    {
        await using var silo = await StartAsync();
        await AddAsync("poison");
        await AddAsync("good");
        Assert.Equal(["poison", "poison", "poison", "poison", "poison", "good"], await NextAsync(6));

        var dead = Assert.Single(await DeadAsync());
        Assert.Equal("poison", Encoding.UTF8.GetString(dead.Event.Payload.Span));
        Assert.Equal("InvalidOperationException: cannot take poison", dead.Error);
        Assert.True(await Outbox.ReplayAsync("recorded", dead.Id, CancellationToken.None));
        Assert.Equal("poison", await NextAsync());
    }

    [Fact]
    public async Task Order_of_a_key_holds_over_failures()
    {
        await using var silo = await StartAsync();
        await Outbox.AddAsync([.. Enumerable.Range(0, 100).Select(i => Event(_key, i % 10 == 3 ? $"once {i}" : $"{i}"))], CancellationToken.None);
        var heard = await NextAsync(110);
        Assert.Equal(Enumerable.Range(0, 100), heard.Select(h => int.Parse(h.Split(' ')[^1], CultureInfo.InvariantCulture)).Distinct());
        Assert.Equal(10, heard.Count(h => h.StartsWith("once", StringComparison.Ordinal)) - 10);
        Assert.Empty(await DeadAsync());
    }

    /// <summary>More poison than a queue holds of one key, and a neighbour that shares the queue with it.</summary>
    [Fact]
    public async Task Neighbours_of_a_poisoned_key_are_neither_held_up_nor_buried()
    {
        _options.FirstRetry = _options.LongestRetry = TimeSpan.FromMinutes(30);
        await using var silo = await StartAsync();
        var neighbour = Enumerable.Range(0, 1_000).Select(i => $"{_key}-{i}").First(k => OutboxEvent.PartitionOf(k) == OutboxEvent.PartitionOf(_key));
        await Outbox.AddAsync([.. Enumerable.Range(0, 600).Select(i => Event(_key, $"poison {i}"))], CancellationToken.None);
        Assert.Equal("poison 0", await NextAsync());
        await Outbox.AddAsync([.. Enumerable.Range(0, 300).Select(i => Event(neighbour, $"{i}"))], CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"{i}"), await NextAsync(300, neighbour));
        Assert.Empty(await DeadAsync());
    }

    [Fact]
    public async Task Queues_of_a_silo_that_goes_are_read_by_the_other()
    {
        await using var cluster = await StartAsync(2);
        string[] keys = [.. Enumerable.Range(0, 40).Select(i => $"{_key}-{i}")];
        for (var i = 0; i < 10; i++)
        {
            await Outbox.AddAsync([.. keys.Select(k => Event(k, $"{i}"))], CancellationToken.None);
        }

        await AddAsync("under way");
        await NextAsync();
        await cluster.StopSiloAsync(cluster.Silos[1]);
        await Outbox.AddAsync([.. keys.Select(k => Event(k, "10"))], CancellationToken.None);
        foreach (var key in keys)
        {
            // At least once, and each for the first time in order.
            var heard = new List<string>();
            while (heard.Count == 0 || heard[^1] != "10")
            {
                heard.Add(await NextAsync(key));
            }

            Assert.Equal(Enumerable.Range(0, 11).Select(i => $"{i}"), heard.Distinct());
        }

        Assert.Empty(await DeadAsync());
    }

    [Fact]
    public async Task Outage_of_the_consumer_is_no_attempt()
    {
        await using var silo = await StartAsync();
        await AddAsync("outage");
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal("outage", await NextAsync());
        }

        Assert.Empty(await DeadAsync());
    }

    private async Task<IReadOnlyList<DeadLetter>> DeadAsync() => await Outbox.ReadDeadLettersAsync("recorded", 0, 10, CancellationToken.None);

    private static OutboxEvent Event(string key, string text) => new("recorded", key, Encoding.UTF8.GetBytes(text));

    private ValueTask AddAsync(string text) => Outbox.AddAsync([Event(_key, text)], CancellationToken.None);

    private async Task<string> NextAsync(string? key = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await RecorderGrain.NextAsync(key ?? _key, patience.Token);
    }

    private async Task<List<string>> NextAsync(int count, string? key = null)
    {
        var heard = new List<string>();
        while (heard.Count < count)
        {
            heard.Add(await NextAsync(key));
        }

        return heard;
    }

    private async Task<InProcessTestCluster> StartAsync(short silos = 1)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(Outbox);
            silo.AddOutboxStreams(_options, "recorded");
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
