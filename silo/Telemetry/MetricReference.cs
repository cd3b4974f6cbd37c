using System.Diagnostics.Metrics;
using System.Text;

namespace Mail.Silo.Telemetry;

/// <summary>The page docs/metrics.md, from the instruments themselves.</summary>
internal static class MetricReference
{
    public static string Compose(IEnumerable<Instrument> instruments)
    {
        var text = new StringBuilder(
            """
            # Metrics

            `GET /metrics` answers in the Prometheus text format 0.0.4: durations in seconds, sizes in bytes, counters end in `_total`. Labels have few values
            (protocol, command, outcome, grain type, store, stream); none carries an address, a user or a message.

            Beside the server's own there are those of the runtime (`dotnet_*`: memory, garbage collection, thread pool, CPU), of the HTTP server (`http_server_*`,
            `kestrel_*`, `aspnetcore_*`: connections, requests by route and status, memory of connections) and, with PostgreSQL, of its driver (`db_client_*`). The runtime
            calls two of its own counters that go up and down: `dotnet_thread_pool_threads_total` and `dotnet_thread_pool_queue_length_total`.

            The silo's are `orleans_*`, in Orleans' own names and without help texts: activations by grain type (`orleans_catalog_*`), requests between grains and their
            durations in milliseconds (`orleans_app_requests_*`), messages, directory, streams, members of the cluster.

            With `telemetry.otlp_endpoint` the same goes to an OpenTelemetry collector, together with traces of requests, of calls between grains and of the database.

            A histogram `x` has `x_bucket`, `x_sum` and `x_count`. A metric appears with its first measurement.

            | metric | type | what it counts |
            |---|---|---|

            """);
        foreach (var (name, type, description) in instruments.Where(i => i.Meter.Name.StartsWith("Mail.", StringComparison.Ordinal)).Select(Describe).Distinct().OrderBy(d => d.Name, StringComparer.Ordinal))
        {
            text.Append("| `").Append(name).Append("` | ").Append(type).Append(" | ").Append(description?.TrimEnd('.')).Append(" |\n");
        }

        return text.ToString();
    }

    private static (string Name, string Type, string? Description) Describe(Instrument instrument)
    {
        var kind = instrument.GetType().Name;
        var isCounter = kind is "Counter`1" or "ObservableCounter`1";
        var type = isCounter ? "counter" : kind == "Histogram`1" ? "histogram" : "gauge";
        return (NameOf(instrument.Name, instrument.Unit, isCounter), type, instrument.Description);
    }

    /// <summary>As the exporter makes it of name, unit and kind (OpenTelemetry, "Prometheus and OpenMetrics compatibility").</summary>
    private static string NameOf(string instrument, string? unit, bool isCounter)
    {
        var suffix = unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return instrument.Replace('.', '_') + suffix + (isCounter ? "_total" : "");
    }
}
