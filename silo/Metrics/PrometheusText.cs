using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Mail.Silo.Metrics;

/// <summary>Renders collected metrics in the Prometheus text format 0.0.4.</summary>
internal sealed class PrometheusText : BaseExporter<Metric>
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();

    /// <summary>Set after construction: the reader and the exporter need each other.</summary>
    public BaseExportingMetricReader? Reader { get; set; }

    /// <summary>Collects now and renders.</summary>
    public string Scrape()
    {
        lock (_gate)
        {
            _text.Clear();
            Reader?.Collect(timeoutMilliseconds: 5_000);
            return _text.ToString();
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
        {
            Write(metric);
        }

        return ExportResult.Success;
    }

    private static string NameOf(Metric metric) => MetricName.Of(metric.Name, metric.Unit, IsCounter(metric));

    private static bool IsCounter(Metric metric) => (metric.MetricType is MetricType.LongSum or MetricType.DoubleSum) && !MetricName.IsGauge(metric.Name);

    private void Write(Metric metric)
    {
        var name = NameOf(metric);
        if (!string.IsNullOrEmpty(metric.Description))
        {
            _text.Append("# HELP ").Append(name).Append(' ')
                .Append(metric.Description.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        }

        var type = IsCounter(metric) ? "counter" : metric.MetricType == MetricType.Histogram ? "histogram" : "gauge";
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (metric.MetricType == MetricType.Histogram)
            {
                WriteHistogram(name, in point);
            }
            else
            {
                WriteLine(name, in point, null, Value(metric.MetricType, in point));
            }
        }
    }

    private static double Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
        _ => double.NaN,
    };

    private void WriteHistogram(string name, in MetricPoint point)
    {
        long count = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound)
                ? "+Inf"
                : bucket.ExplicitBound.ToString(CultureInfo.InvariantCulture);
            WriteLine(name + "_bucket", in point, bound, count);
        }

        WriteLine(name + "_sum", in point, null, point.GetHistogramSum());
        WriteLine(name + "_count", in point, null, point.GetHistogramCount());
    }

    private void WriteLine(string name, in MetricPoint point, string? bound, double value)
    {
        _text.Append(name);
        var separator = '{';
        foreach (var tag in point.Tags)
        {
            Label(tag.Key, Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "");
        }

        if (bound is not null)
        {
            Label("le", bound);
        }

        _text.Append(separator == ',' ? "} " : " ").Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');

        void Label(string key, string text)
        {
            _text.Append(separator);
            separator = ',';
            foreach (var c in key)
            {
                _text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
            }

            _text.Append("=\"")
                .Append(text.Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('"');
        }
    }
}
