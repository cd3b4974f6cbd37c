using System.Net;
using Mail.Silo;
using Mail.Silo.Health;
using Mail.Storage;

namespace Silo.Tests;

/// <summary>Starting, readiness and stopping when something is wrong.</summary>
public sealed class OperatingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-operating-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_store_that_is_full_is_not_ready_and_named()
    {
        var (ready, parts) = await new Readiness([new FullStore()], _folder, 0).CheckAsync(CancellationToken.None);
        Assert.False(ready);
        Assert.Equal("no room", parts["full"]);
        Assert.Equal("ok", parts["disk"]);
    }

    [Fact]
    public async Task The_reserve_that_is_set_decides_whether_there_is_room()
    {
        var (ready, parts) = await new Readiness([], _folder, long.MaxValue).CheckAsync(CancellationToken.None);
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

    private sealed class FullStore : IStoreHealth
    {
        public string Name => "full";

        public ValueTask CheckAsync(CancellationToken cancellation) => throw new StoreFullException("no room");
    }
}
