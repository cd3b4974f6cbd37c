using System.Diagnostics.Metrics;
using System.Text;

namespace Mail.Silo.Metrics;

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
            `kestrel_*`: connections, requests by route and status) and, with PostgreSQL, of its driver (`db_client_*`).

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
        return (MetricName.Of(instrument.Name, instrument.Unit, isCounter), type, instrument.Description);
    }
}
