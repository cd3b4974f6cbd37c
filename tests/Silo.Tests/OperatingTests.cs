using Microsoft.Extensions.Logging.Abstractions;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Gateway.Delivery;
using Mail.Silo;
using Mail.Silo.Health;
using Mail.Silo.Options;
using Mail.Storage;
using Mail.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;

namespace Silo.Tests;

/// <summary>Starting, readiness and stopping when something is wrong.</summary>
public sealed class OperatingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-operating-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_store_that_is_full_is_not_ready_and_named()
    {
        var (ready, parts) = await new Readiness([new FullStore()], _folder, 0, TimeProvider.System, NullLogger<Readiness>.Instance).CheckAsync(CancellationToken.None);
        Assert.False(ready);
        Assert.Equal("no room", parts["full"]);
        Assert.Equal("ok", parts["disk"]);
    }

    [Fact]
    public async Task The_reserve_that_is_set_decides_whether_there_is_room()
    {
        var (ready, parts) = await new Readiness([], _folder, long.MaxValue, TimeProvider.System, NullLogger<Readiness>.Instance).CheckAsync(CancellationToken.None);
        Assert.False(ready);
        Assert.Contains("store.disk_reserve", parts["disk"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_without_its_database_is_not_started_on()
    {
        await using (var server = await Server.StartAsync(FreePorts.Demo(_folder), CancellationToken.None))
        {
            using var http = new HttpClient();
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"http://127.0.0.1:{server.Ports.Http}/ready")).StatusCode);
        }

        File.Delete(Path.Combine(_folder, "mail.db"));
        var refused = await Assert.ThrowsAsync<StartFailedException>(() => Server.StartAsync(FreePorts.Demo(_folder), CancellationToken.None));
        Assert.Contains("mail.db is missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_that_cannot_be_delivered_do_not_hold_up_the_end()
    {
        var options = FreePorts.Demo(_folder) with { Drain = TimeSpan.FromSeconds(1) };
        (options.Delivery.FirstRetry, options.Delivery.LongestRetry) = (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
        var server = await Server.StartAsync(options, CancellationToken.None);
        var dispatcher = server.Services.GetRequiredService<IngestDispatcher>();
        Assert.True(await dispatcher.TryTakePlaceAsync());

        // An address that cannot be handed over: tried again after minutes.
        var recipient = new IngestRecipient(default, "nowhere");
        dispatcher.Dispatch(new PendingIngest(new IngestId(Guid.NewGuid()), DateTimeOffset.UtcNow, "alice@demo.test", [recipient], null, new BlobRef()), default);
        var began = Stopwatch.GetTimestamp();
        await server.DisposeAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 1, 10);
    }

    [Fact]
    public async Task A_listener_that_is_off_is_not_there_and_another_has_an_address_of_its_own()
    {
        var options = FreePorts.Demo(_folder) with { LmtpListen = ListenSetting.Off, ImapListen = new ListenSetting(IPAddress.Parse("127.0.0.2")) };
        await using var server = await Server.StartAsync(options, CancellationToken.None);
        Assert.Equal(0, server.Ports.Lmtp);
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Parse("127.0.0.2"), server.Ports.Imap);
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(() => new System.Net.Sockets.TcpClient().ConnectAsync(IPAddress.Loopback, server.Ports.Imap));
        using var http = new HttpClient();
        var facts = JsonElement.Parse(await http.GetStringAsync($"http://127.0.0.1:{server.Ports.Http}/api/v2/server"));
        Assert.DoesNotContain("LMTP", facts.GetProperty("listeners").EnumerateArray().Select(l => l.GetProperty("name").GetString()));
    }

    private sealed class FullStore : IStoreHealth
    {
        public string Name => "full";

        public ValueTask CheckAsync(CancellationToken cancellation) => throw new StoreFullException("no room");
    }
}
