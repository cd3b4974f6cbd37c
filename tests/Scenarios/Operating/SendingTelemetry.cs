using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Scenarios.Harness;

namespace Scenarios.Operating;

/// <summary>Metrics and traces for a collector that speaks OTLP over HTTP.</summary>
public sealed class SendingTelemetry
{
    [Fact]
    public async Task A_collector_gets_metrics_and_traces_with_its_key()
    {
        var (metrics, traces) = (new Awaited("mail.storage.commit.duration"), new Awaited("url.path"));
        await using var collector = await CollectorAsync(metrics, traces);
        await using var server = await SiloProcess.StartAsync(
            $"telemetry:\n  otlp_endpoint: {collector.Urls.Single()}\n  otlp_protocol: http\n  otlp_headers: x-key=secret\n  otlp_interval: 1s\n");
        (await server.GetAsync("/ready")).Dispose();
        foreach (var (key, body) in await Task.WhenAll(metrics.Task, traces.Task))
        {
            Assert.Equal("secret", key);
            Assert.Contains("mail-orleans", body, StringComparison.Ordinal);
        }
    }

    /// <summary>Takes what comes; names that are written in the messages are readable in the octets.</summary>
    private static async Task<WebApplication> CollectorAsync(Awaited metrics, Awaited traces)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/metrics", metrics.TakeAsync);
        app.MapPost("/v1/traces", traces.TakeAsync);
        await app.StartAsync();
        return app;
    }

    /// <summary>The first request that has a text in it.</summary>
    private sealed class Awaited(string text)
    {
        private readonly TaskCompletionSource<(string Key, string Body)> _came = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<(string Key, string Body)> Task => _came.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public async Task TakeAsync(HttpRequest request)
        {
            using var reader = new StreamReader(request.Body, Encoding.Latin1);
            var body = await reader.ReadToEndAsync();
            if (body.Contains(text, StringComparison.Ordinal))
            {
                _came.TrySetResult((request.Headers["x-key"].ToString(), body));
            }
        }
    }
}
