using Mail.Silo.Health;
using Mail.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Silo.Tests;

public sealed class ReadinessTests
{
    [Fact]
    public async Task However_many_ask_the_store_is_looked_at_once_a_second()
    {
        var (store, time) = (new Store(), new SteppedTime());
        var readiness = Of(store, time);
        var asked = Enumerable.Range(0, 50).Select(_ => readiness.CheckAsync(CancellationToken.None)).ToList();
        store.Gate.SetResult();
        Assert.All(await Task.WhenAll(asked), a => Assert.True(a.Ready));
        await readiness.CheckBrieflyAsync(CancellationToken.None);
        Assert.Equal(1, store.Asked);
        time.Now += TimeSpan.FromSeconds(1);
        await readiness.CheckAsync(CancellationToken.None);
        Assert.Equal(2, store.Asked);
    }

    [Fact]
    public async Task Anybody_hears_that_a_part_failed_and_operators_hear_why()
    {
        var store = new Store { Failure = new StoreUnavailableException("/var/lib/mail.db is gone") };
        store.Gate.SetResult();
        var readiness = Of(store, new SteppedTime());
        Assert.Equal((false, "failed"), Part(await readiness.CheckBrieflyAsync(CancellationToken.None)));
        Assert.Equal((false, "/var/lib/mail.db is gone"), Part(await readiness.CheckAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task Listeners_are_never_what_they_were_a_second_ago()
    {
        var store = new Store();
        store.Gate.SetResult();
        var readiness = Of(store, new SteppedTime());
        Assert.True((await readiness.CheckAsync(CancellationToken.None)).Ready);
        readiness.Stopping = true;
        var answer = await readiness.CheckBrieflyAsync(CancellationToken.None);
        Assert.Equal((false, "stopping"), (answer.Ready, answer.Parts["listeners"]));
    }

    private static Readiness Of(Store store, TimeProvider time) =>
        new([store], Path.GetTempPath(), 0, time, NullLogger<Readiness>.Instance) { Listening = true };

    private static (bool, string) Part((bool Ready, IReadOnlyDictionary<string, string> Parts) answer) => (answer.Ready, answer.Parts["store"]);

    private sealed class Store : IStoreHealth
    {
        public TaskCompletionSource Gate { get; } = new();

        public Exception? Failure { get; init; }

        public int Asked { get; private set; }

        public string Name => "store";

        public async ValueTask CheckAsync(CancellationToken cancellation)
        {
            Asked++;
            await Gate.Task;
            if (Failure is { } failure)
            {
                throw failure;
            }
        }
    }

    private sealed class SteppedTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
