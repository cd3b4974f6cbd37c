using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Mail.Gateway.Http.Queues;
using Mail.Gateway.Http.ServerInfo;
using Mail.Gateway.Tests.Http.Fakes;

namespace Mail.Gateway.Tests.Http;

public sealed class LookingAtTheServerTests
{
    [Fact]
    public async Task Only_a_key_of_the_system_is_told_what_is_wrong()
    {
        await using var server = await ApiTestServer.StartAsync(facts: new Facts());
        Assert.Contains("/var/mail", await server.Http.GetStringAsync("server"), StringComparison.Ordinal);
        Assert.Contains("\"disk\":\"failed\"", await server.Anybody.GetStringAsync("server"), StringComparison.Ordinal);
        server.Anybody.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "mok_wrong");
        Assert.Contains("\"disk\":\"failed\"", await server.Anybody.GetStringAsync("server"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_outbound_queue_is_counted_and_not_read()
    {
        await using var server = await ApiTestServer.StartAsync(queues: new Queues());
        Assert.Equal(123_456, (long)JsonNode.Parse(await server.Http.GetStringAsync("queues"))!["outbound"]!);
    }

    private sealed class Facts : IServerFacts
    {
        public string Version => "1";

        public string HostName => "mx.here.example";

        public DateTimeOffset StartedAt => DateTimeOffset.UnixEpoch;

        public IReadOnlyList<ListenerFact> Listeners => [];

        public Task<(bool Ready, IReadOnlyDictionary<string, string> Parts)> CheckAsync(bool inDetail, CancellationToken cancellation) =>
            Task.FromResult<(bool, IReadOnlyDictionary<string, string>)>((false, new Dictionary<string, string> { ["disk"] = inDetail ? "full at /var/mail" : "failed" }));
    }

    private sealed class Queues : IQueueInspection
    {
        public ValueTask<IReadOnlyList<(string Name, long Waiting, long Dead)>> ReadStreamsAsync() => new([]);

        public ValueTask<long> CountOutboundAsync() => new(123_456);

        public ValueTask<IReadOnlyList<OutboundItem>> ReadOutboundAsync(bool ended, long afterId, int most) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<(long Id, string Key, string Error, DateTimeOffset At, int Size)>> ReadDeadLettersAsync(string stream, long afterId, int most) =>
            throw new NotSupportedException();

        public ValueTask<bool> ReplayAsync(string stream, long id) => throw new NotSupportedException();

        public ValueTask<bool> DropAsync(string stream, long id) => throw new NotSupportedException();

        public ValueTask<bool> ChangeOutboundAsync(long id, OutboundChange change) => throw new NotSupportedException();
    }
}
