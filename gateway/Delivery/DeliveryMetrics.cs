using System.Diagnostics.Metrics;

namespace Mail.Gateway.Delivery;

/// <summary>Figures of the way from the accept log to the mailboxes.</summary>
public sealed class DeliveryMetrics : IDisposable
{
    private readonly Meter _meter = new("Mail.Gateway");
    private readonly UpDownCounter<long> _outstanding;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _failed;

    public DeliveryMetrics()
    {
        _outstanding = _meter.CreateUpDownCounter<long>("mail.gateway.delivery.outstanding", "{message}", "Accepted messages that owe deliveries");
        _delivered = _meter.CreateCounter<long>("mail.gateway.delivery.delivered", "{delivery}", "Deliveries to mailboxes");
        _failed = _meter.CreateCounter<long>("mail.gateway.delivery.failed", "{attempt}", "Attempts that failed and are repeated");
    }

    public void Began() => _outstanding.Add(1);

    public void Ended() => _outstanding.Add(-1);

    public void Delivered() => _delivered.Add(1);

    public void Failed() => _failed.Add(1);

    public void Dispose() => _meter.Dispose();
}
