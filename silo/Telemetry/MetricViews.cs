using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Mail.Silo.Telemetry;

/// <summary>Where an instrument is not taken as it is.</summary>
internal static class MetricViews
{
    private static readonly double[] Seconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>Combinations of labels of one metric; those beyond are counted together. Room for them is taken at the start: 2,000, the default, are 40 MB.</summary>
    private const int MostSeries = 200;

    // The runtime counts things under names that end as a histogram's part would; promtool warns of them.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["dotnet.assembly.count"] = "dotnet.assemblies",
        ["dotnet.timer.count"] = "dotnet.timers",
        ["dotnet.process.cpu.count"] = "dotnet.process.cpus",
        ["dotnet.thread_pool.thread.count"] = "dotnet.thread_pool.threads",
        ["dotnet.thread_pool.work_item.count"] = "dotnet.thread_pool.work_items",
    };

    public static MetricStreamConfiguration Of(Instrument instrument) =>
        Names.TryGetValue(instrument.Name, out var name) ? new MetricStreamConfiguration { Name = name, CardinalityLimit = MostSeries }
        : instrument.Unit == "s" ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds, CardinalityLimit = MostSeries }
        : new MetricStreamConfiguration { CardinalityLimit = MostSeries };
}
