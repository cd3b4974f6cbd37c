using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Mail.Silo.Metrics;

/// <summary>OPS-7: every meter of the product and of the runtime behind <c>/metrics</c>.</summary>
internal static class MetricsComposition
{
    private static readonly double[] Seconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    public static void AddServerMetrics(this IServiceCollection services)
    {
        var text = new PrometheusText();
        services.AddSingleton(text);
        services.AddHostedService<QueueGauges>();

        // Made when first asked for, so that it costs the start nothing.
        services.AddSingleton(new Lazy<MeterProvider>(() =>
        {
            var reader = new BaseExportingMetricReader(text) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative };
            text.Reader = reader;
            return Sdk.CreateMeterProviderBuilder()
                .AddMeter("Mail.*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql")
                .AddView(i => i.Unit == "s" ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds } : null)
                .AddReader(reader)
                .Build();
        }));
    }

    /// <summary>From now on measurements count.</summary>
    public static void StartMetrics(this IServiceProvider services) => _ = services.GetRequiredService<Lazy<MeterProvider>>().Value;

    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", (PrometheusText text) => Results.Text(text.Scrape(), PrometheusText.ContentType));
}
