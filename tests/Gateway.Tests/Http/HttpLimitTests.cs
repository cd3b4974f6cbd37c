using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Mail.Gateway.Http;
using Mail.Gateway.Http.Limits;
using Mail.Gateway.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Mail.Gateway.Tests.Http;

public sealed class HttpLimitTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Protocol, string Limit)> _struck = new();
    private readonly MeterListener _meters = new();
    private WebApplication? _app;
    private ListenOptions _listener = null!;

    public Task InitializeAsync()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "mail.gateway.limits")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((_, _, tags, _) => _struck.Enqueue(((string)tags[0].Value!, (string)tags[1].Value!)));
        _meters.Start();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _meters.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Requests_beyond_the_rate_are_refused_as_a_problem()
    {
        await StartAsync(rates: r => r.RequestsPerMinute = 60);
        using var http = Client();
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("")).StatusCode);
        }

        await RefusedAsync(await http.GetAsync(""));
        Assert.Contains(("http", "request-rate"), _struck);
    }

    [Theory]
    [InlineData("health")]
    [InlineData("ready")]
    [InlineData("metrics")]
    public async Task Monitoring_is_answered_whatever_its_address_has_done(string path)
    {
        await StartAsync(rates: r => (r.RequestsPerMinute, r.ConnectionsPerMinute) = (60, 1));
        using var http = Client();
        for (var i = 0; i < 61; i++)
        {
            await http.GetAsync("");
        }

        await RefusedAsync(await http.GetAsync(""));
        Assert.Equal("hello", await http.GetStringAsync(path));
        using var beyondRate = Client();
        Assert.Equal("hello", await beyondRate.GetStringAsync(path));
        using var another = Client();
        var refused = await another.GetAsync("");
        Assert.True(refused.Headers.ConnectionClose);
        await RefusedAsync(refused);
        Assert.Contains(("http", "connection-rate"), _struck);
    }

    [Fact]
    public async Task Connections_beyond_the_limit_of_a_client_are_refused_until_one_ends()
    {
        await StartAsync(o => o.MaxConnectionsPerAddress = 1);
        using (var first = Client())
        {
            Assert.Equal("hello", await first.GetStringAsync(""));
            using var second = Client();
            await RefusedAsync(await second.GetAsync(""));
            Assert.Contains(("http", "connections"), _struck);
        }

        HttpStatusCode status;
        do
        {
            using var third = Client();
            status = (await third.GetAsync("")).StatusCode;
        }
        while (status != HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_header_that_never_ends_is_cut_off_and_counted()
    {
        await StartAsync(o => o.HeaderTimeout = TimeSpan.FromSeconds(1));
        using var connection = new TcpClient();
        await connection.ConnectAsync((IPEndPoint)_listener.EndPoint);
        await connection.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: x\r\n"u8.ToArray());
        using var answer = new StreamReader(connection.GetStream(), Encoding.ASCII);
        Assert.StartsWith("HTTP/1.1 408", await answer.ReadToEndAsync(), StringComparison.Ordinal);
        await EventuallyStruckAsync("slow-client");
    }

    [Fact]
    public async Task A_body_that_drips_is_cut_off_and_counted()
    {
        await StartAsync(o => (o.Grace, o.SlowestRate) = (TimeSpan.FromSeconds(2), 1000));
        using var connection = new TcpClient();
        await connection.ConnectAsync((IPEndPoint)_listener.EndPoint);
        await connection.GetStream().WriteAsync("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx"u8.ToArray());
        using var answer = new StreamReader(connection.GetStream(), Encoding.ASCII);
        Assert.StartsWith("HTTP/1.1 408", await answer.ReadToEndAsync(), StringComparison.Ordinal);
        await EventuallyStruckAsync("slow-client");
    }

    [Fact]
    public void Options_out_of_bounds_name_the_setting() =>
        Assert.Contains("HttpLimits:Grace", Assert.Throws<ArgumentException>(() => new HttpLimitOptions { Grace = TimeSpan.Zero }.Validate()).Message, StringComparison.Ordinal);

    private static async Task RefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Equal("RESOURCE_EXHAUSTED", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]);
    }

    private async Task EventuallyStruckAsync(string limit)
    {
        // The connection is counted when it is over, which is after its last octet.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!_struck.Contains(("http", limit)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }

    private HttpClient Client() => new(new SocketsHttpHandler()) { BaseAddress = new Uri($"http://{_listener.EndPoint}/") };

    private async Task StartAsync(Action<HttpLimitOptions>? configure = null, Action<ClientLimitOptions>? rates = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddLogging().AddRoutingCore().AddHttpApi();
        builder.Services.Configure<HttpLimitOptions>(o => configure?.Invoke(o));
        builder.Services.Configure<ClientLimitOptions>(o => rates?.Invoke(o));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.UseHttpLimits();
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                _listener = listen;
                listen.UseHttpConnectionLimits();
            });
        });
        _app = builder.Build();
        _app.UseMiddleware<RequestRateMiddleware>();
        _app.Run(async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            await http.Response.WriteAsync("hello");
        });
        await _app.StartAsync();
    }
}
