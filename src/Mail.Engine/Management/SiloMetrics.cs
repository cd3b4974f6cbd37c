using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mail.Engine.Activation;
using Mail.Engine.Invocation;
using Orleans.Serialization.Invocation;

namespace Mail.Engine.Management;

/// <summary>Counters by grain type on the meter "Mail.Engine".</summary>
internal sealed class SiloMetrics(TimeProvider time, IMeterFactory meters)
{
    private readonly Meters _meters = new(meters.Create("Mail.Engine"));

    public void Called(GrainClass grainClass, Call call, Response response, long started)
    {
        if (!_meters.Calls.Enabled && !_meters.Latency.Enabled && !_meters.Errors.Enabled)
        {
            return;
        }

        var tags = new TagList { { "grain", grainClass.Name } };
        _meters.Calls.Add(1, tags);
        _meters.Latency.Record(time.GetElapsedTime(started).TotalSeconds, tags);
        if (response.Exception is not null)
        {
            _meters.Errors.Add(1, tags);
        }
    }

    public void Activated(GrainClass grainClass) => _meters.Activations.Add(1, new KeyValuePair<string, object?>("grain", grainClass.Name));

    public void Deactivated(GrainClass grainClass) => _meters.Activations.Add(-1, new KeyValuePair<string, object?>("grain", grainClass.Name));

    public void ActivationFailed(GrainClass grainClass) => _meters.FailedActivations.Add(1, new KeyValuePair<string, object?>("grain", grainClass.Name));

    private sealed class Meters(Meter meter)
    {
        public Counter<long> Calls { get; } = meter.CreateCounter<long>("mail.engine.calls", "{call}", "Calls that grains answered.");

        public Counter<long> Errors { get; } = meter.CreateCounter<long>("mail.engine.errors", "{call}", "Calls that grains answered with an error.");

        public Histogram<double> Latency { get; } = meter.CreateHistogram<double>("mail.engine.call.duration", "s", "Time from a call's first turn to its end.");

        public UpDownCounter<long> Activations { get; } = meter.CreateUpDownCounter<long>("mail.engine.activations", "{activation}", "Grains in memory.");

        public Counter<long> FailedActivations { get; } = meter.CreateCounter<long>("mail.engine.activations.failed", "{activation}", "Activations that failed.");
    }
}
