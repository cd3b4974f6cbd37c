using Npgsql;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Mail.Silo.Telemetry;

/// <summary>OPS-7: every meter of the product and of the runtime behind <c>/metrics</c>; with traces to a collector where one is named.</summary>
internal static class TelemetryComposition
{
    private const string Product = "mail-orleans";
    private static readonly string[] EngineSources = ["Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application"];

    public static void AddServerTelemetry(this IServiceCollection services, TelemetryOptions options)
    {
        services.AddHostedService<QueueGauges>();
        var telemetry = services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("Mail.*", "Microsoft.Orleans", "Npgsql")
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddView(MetricViews.Of)
            .AddPrometheusExporter(exporter =>
            {
                // Each scrape is as of now, and holds nothing that is the same in every line.
                (exporter.ScrapeResponseCacheDurationMilliseconds, exporter.ScopeInfoEnabled, exporter.TargetInfoEnabled) = (0, false, false);
            }));
        if (options.Endpoint is not null)
        {
            SendTo(telemetry, options);
        }
    }

    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(new HttpMethodMetadata([HttpMethods.Get]));

    private static void SendTo(OpenTelemetry.OpenTelemetryBuilder telemetry, TelemetryOptions options)
    {
        telemetry.ConfigureResource(resource => resource.AddService(Product, serviceVersion: typeof(TelemetryComposition).Assembly.GetName().Version?.ToString(3)));
        telemetry.WithMetrics(metrics => metrics.AddHttpClientInstrumentation().AddOtlpExporter((exporter, reader) =>
        {
            Configure(exporter, options, "v1/metrics");
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Interval.TotalMilliseconds;
        }));
        telemetry.WithTracing(traces => traces
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TracesPercent / 100.0)))
            .AddSource(EngineSources)
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddNpgsql()
            .AddOtlpExporter(exporter => Configure(exporter, options, "v1/traces")));
    }

    private static void Configure(OtlpExporterOptions exporter, TelemetryOptions options, string path)
    {
        // Over HTTP each signal has a path of its own (OTLP 1.x, "OTLP/HTTP request"); the library adds it to its default alone.
        exporter.Endpoint = options.Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri(options.Endpoint!.AbsoluteUri.TrimEnd('/') + "/" + path) : options.Endpoint!;
        (exporter.Protocol, exporter.Headers) = (options.Protocol, options.Headers);
    }
}
