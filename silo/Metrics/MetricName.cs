using System.Text;

namespace Mail.Silo.Metrics;

/// <summary>Names in Prometheus' conventions: base units as suffixes, <c>_total</c> for counters, <c>_count</c> for nothing but histograms.</summary>
internal static class MetricName
{
    // The runtime counts things under names that end as a histogram's part would.
    private static readonly Dictionary<string, string> Runtime = new(StringComparer.Ordinal)
    {
        ["dotnet.assembly.count"] = "dotnet.assemblies",
        ["dotnet.timer.count"] = "dotnet.timers",
        ["dotnet.process.cpu.count"] = "dotnet.process.cpus",
        ["dotnet.thread_pool.thread.count"] = "dotnet.thread_pool.threads",
        ["dotnet.thread_pool.work_item.count"] = "dotnet.thread_pool.work_items",
    };

    /// <summary>What the runtime reports as sums and what goes up and down all the same.</summary>
    public static bool IsGauge(string instrument) => instrument is "dotnet.thread_pool.thread.count" or "dotnet.thread_pool.queue.length";

    public static string Of(string instrument, string? unit, bool isCounter)
    {
        var name = new StringBuilder(instrument.Length + 16);
        foreach (var c in Runtime.GetValueOrDefault(instrument, instrument))
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c == ':' ? c : '_');
        }

        var suffix = unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (!name.ToString().EndsWith(suffix, StringComparison.Ordinal))
        {
            name.Append(suffix);
        }

        return isCounter ? name.Append("_total").ToString() : name.ToString();
    }
}
