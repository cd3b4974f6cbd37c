using System.Net;
using Scenarios.Harness;

namespace Scenarios;

public sealed class LookingAfterTheServer
{
    [Fact]
    public async Task Health_and_readiness_answer()
    {
        await using var server = await TestServer.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.HttpPort}") };
        foreach (var path in (string[])["/health", "/healthz", "/ready", "/readyz"])
        {
            using var answer = await http.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Contains("\"sqlite\":\"ok\"", await http.GetStringAsync("/ready"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_count_what_happens()
    {
        await using var server = await TestServer.StartAsync();
        await server.SendAsync("Subject: x\r\n\r\ny\r\n", TestServer.Alice);
        await server.WaitForMailAsync(TestServer.Alice, 1);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.HttpPort}") };
        var metrics = await http.GetStringAsync("/metrics");
        Assert.Contains("# TYPE ", metrics, StringComparison.Ordinal);
        Assert.Contains("mail", metrics, StringComparison.Ordinal);
    }
}
