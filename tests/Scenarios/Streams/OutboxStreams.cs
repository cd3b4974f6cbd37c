using System.Text;
using Mail.Silo.Streams;
using Mail.Storage;
using Mail.Storage.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;
using Scenarios.Harness;

namespace Scenarios.Streams;

/// <summary>Rows that a commit wrote beside its change reach a grain, survive a stop, and end as dead letters if nobody can take them.</summary>
public sealed class OutboxStreams : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mail-outbox-").FullName;
    private readonly string _key = Guid.NewGuid().ToString("N");
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
    public async Task Row_that_its_consumer_refuses_becomes_a_dead_letter_which_can_be_replayed()
    {
        await using var silo = await StartAsync();
        await AddAsync("poison");
        await AddAsync("good");
        var heard = new List<string>();
        while (heard.Count == 0 || heard[^1] != "good")
        {
            heard.Add(await NextAsync());
        }

        Assert.Equal(5, heard.Count(h => h == "poison"));
        await Eventually.TrueAsync(async () => (await DeadAsync()).Count == 1);
        var dead = Assert.Single(await DeadAsync());
        Assert.Equal("poison", Encoding.UTF8.GetString(dead.Event.Payload.Span));
        Assert.True(await Outbox.ReplayAsync("recorded", dead.Id, CancellationToken.None));
        Assert.Equal("poison", await NextAsync());
    }

    private async Task<IReadOnlyList<DeadLetter>> DeadAsync() => await Outbox.ReadDeadLettersAsync("recorded", 0, 10, CancellationToken.None);

    private ValueTask AddAsync(string text) =>
        Outbox.AddAsync([new OutboxEvent("recorded", _key, Encoding.UTF8.GetBytes(text))], CancellationToken.None);

    private async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await RecorderGrain.NextAsync(_key, patience.Token);
    }

    private async Task<InProcessTestCluster> StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo
            .AddMemoryGrainStorage("PubSubStore")
            .AddPersistentStreams("outbox", (_, name) => new OutboxAdapterFactory(name, Outbox, ["recorded"], NullLoggerFactory.Instance), _ => { })
            .ConfigureServices(services => services
                .ConfigureAll<StreamPullingAgentOptions>(o => o.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(5))));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
