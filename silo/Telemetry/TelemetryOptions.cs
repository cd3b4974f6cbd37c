using OpenTelemetry.Exporter;

namespace Mail.Silo.Telemetry;

/// <summary>Metrics and traces that are sent to a collector; <c>/metrics</c> is there anyhow.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The collector; null: nothing is sent.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>How it is spoken to.</summary>
    public OtlpExportProtocol Protocol { get; set; } = OtlpExportProtocol.Grpc;

    /// <summary>Headers of each request, <c>name=value,name=value</c>, such as a key; null: none.</summary>
    public string? Headers { get; set; }

    /// <summary>How often metrics are sent. 1 s to 1 h; default 1 min.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Of 100 traces that begin here, how many are sent. 0 to 100; default 100. Those that somebody else began are as that one decided.</summary>
    public int TracesPercent { get; set; } = 100;
}
