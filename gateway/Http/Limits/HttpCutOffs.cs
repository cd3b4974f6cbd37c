using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Mail.Gateway.Limits;
using Microsoft.Extensions.Hosting;

namespace Mail.Gateway.Http.Limits;

/// <summary>Counts and logs the connections that the HTTP server itself cuts off, which it tells of by a metric alone.</summary>
internal sealed class HttpCutOffs(ClientLimits limits) : IHostedService, IDisposable
{
    private static readonly FrozenDictionary<string, string> Limits = new Dictionary<string, string>
    {
        ["request_headers_timeout"] = LimitName.Slow,
        ["min_request_body_data_rate"] = LimitName.Slow,
        ["min_response_data_rate"] = LimitName.Slow,
        ["server_timeout"] = LimitName.Slow,
        ["request_headers_data_rate"] = LimitName.Slow,
        ["max_request_body_size_exceeded"] = LimitName.Size,
        ["max_request_headers_total_size_exceeded"] = LimitName.Size,
        ["max_request_header_count_exceeded"] = LimitName.Size,
        ["invalid_request_line"] = LimitName.Errors,
        ["invalid_request_headers"] = LimitName.Errors,
        ["invalid_http_version"] = LimitName.Errors,
    }.ToFrozenDictionary();

    private readonly MeterListener _listener = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Microsoft.AspNetCore.Server.Kestrel", Name: "kestrel.connection.duration" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Ended(tags));
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private void Ended(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == "error.type" && tag.Value is string cause && Limits.TryGetValue(cause, out var limit))
            {
                limits.Struck("http", limit, null);
            }
        }
    }
}
