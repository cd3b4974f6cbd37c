using OpenTelemetry.Exporter;
using static Mail.Silo.Options.Registry.Define;

namespace Mail.Silo.Options.Registry;

/// <summary>Metrics and traces for a collector.</summary>
internal static class TelemetrySettings
{
    private static readonly ParsedType<Uri> Collectors = new(
        "url", "an http or https URL, such as http://127.0.0.1:4317",
        static text => (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https", url!), static url => url.OriginalString);

    public static IEnumerable<Setting> All =>
    [
        new Setting<Uri?>("telemetry.otlp_endpoint", Collectors, o => o.Telemetry.Endpoint, (o, v) => o.Telemetry.Endpoint = v, "OpenTelemetry collector that metrics and traces are sent to. Empty: nothing is sent; /metrics is there anyhow.") { NeedsRestart = true },
        new Setting<OtlpExportProtocol>(
            "telemetry.otlp_protocol", new ChoiceType<OtlpExportProtocol>(("grpc", OtlpExportProtocol.Grpc), ("http", OtlpExportProtocol.HttpProtobuf)),
            o => o.Telemetry.Protocol, (o, v) => o.Telemetry.Protocol = v, "How the collector is spoken to; over http, v1/metrics and v1/traces are added to its URL.") { NeedsRestart = true },
        new Setting<string?>("telemetry.otlp_headers", Texts, o => o.Telemetry.Headers, (o, v) => o.Telemetry.Headers = v, "Headers for the collector, name=value and more of them behind commas.") { IsSecret = true, NeedsRestart = true },
        Duration("telemetry.otlp_interval", Seconds(1), Hours(1), o => o.Telemetry.Interval, (o, v) => o.Telemetry.Interval = v, "How often metrics are sent to the collector.", restart: true),
        Number("telemetry.traces_percent", 0, 100, o => o.Telemetry.TracesPercent, (o, v) => o.Telemetry.TracesPercent = v, "Of 100 traces that begin here, how many are sent; one that the caller began is as the caller decided.", restart: true),
    ];
}
