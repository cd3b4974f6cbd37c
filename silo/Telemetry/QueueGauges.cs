using System.Diagnostics.Metrics;
using Mail.Storage;
using Mail.Storage.Queue;

namespace Mail.Silo.Telemetry;

/// <summary>Depth and age of the queues, looked at now and then, so that a scrape costs the store nothing.</summary>
internal sealed class QueueGauges : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private readonly Meter _meter = new("Mail.Storage");
    private readonly IOutboundQueue _outbound;
    private readonly IOutbox _outbox;
    private readonly TimeProvider _time;
    private volatile IReadOnlyList<OutboundDepth> _waiting = [];
    private volatile IReadOnlyList<StreamDepth> _streams = [];

    public QueueGauges(IOutboundQueue outbound, IOutbox outbox, TimeProvider time)
    {
        (_outbound, _outbox, _time) = (outbound, outbox, time);
        _meter.CreateObservableGauge("mail.queue.outbound.depth", Outbound, "{recipient}", "Recipients on other servers that wait or are held, by state");
        _meter.CreateObservableGauge("mail.queue.outbound.oldest_age", Age, "s", "Time since the oldest message that waits for another server was accepted");
        _meter.CreateObservableGauge("mail.queue.stream.depth", Streams, "{event}", "Events that wait for their consumers, or are dead letters, by stream and kind");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start does not wait for figures.
        await Task.Yield();
        using var timer = new PeriodicTimer(Period, _time);
        do
        {
            try
            {
                _waiting = await _outbound.ReadDepthsAsync(stoppingToken);
                _streams = await _outbox.ReadDepthsAsync(stoppingToken);
            }
            catch (StoreUnavailableException)
            {
                // /ready says so; the figures stay as they were.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private IEnumerable<Measurement<long>> Outbound() =>
    [
        new(Of(OutboundState.Waiting).Recipients, new KeyValuePair<string, object?>("state", "waiting")),
        new(Of(OutboundState.Held).Recipients, new KeyValuePair<string, object?>("state", "held")),
    ];

    private double Age() => Of(OutboundState.Waiting) is { Recipients: > 0 } waiting ? Math.Max(0, (_time.GetUtcNow() - waiting.OldestAcceptedAt).TotalSeconds) : 0;

    private OutboundDepth Of(OutboundState state) => _waiting.FirstOrDefault(d => d.State == state);

    private IEnumerable<Measurement<long>> Streams()
    {
        foreach (var depth in _streams)
        {
            yield return new(depth.Waiting, new("stream", depth.Stream), new("kind", "waiting"));
            yield return new(depth.Dead, new("stream", depth.Stream), new("kind", "dead"));
        }
    }
}
