using System.Diagnostics.Metrics;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>Figures of mail to other servers.</summary>
public sealed class OutboundMetrics : IDisposable
{
    private readonly Meter _meter = new("Mail.Gateway");
    private readonly Counter<long> _attempts;
    private readonly UpDownCounter<long> _active;

    public OutboundMetrics()
    {
        _attempts = _meter.CreateCounter<long>("mail.gateway.outbound.attempts", "{recipient}", "Recipients on other servers that were tried, by outcome");
        _active = _meter.CreateUpDownCounter<long>("mail.gateway.outbound.active", "{connection}", "Destinations being served");
    }

    public void Attempted(string outcome) => _attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Began() => _active.Add(1);

    public void Ended() => _active.Add(-1);

    public void Dispose() => _meter.Dispose();
}
