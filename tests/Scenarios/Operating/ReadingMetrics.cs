using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mail.Silo.Telemetry;
using Scenarios.Configuring;
using Scenarios.Harness;

namespace Scenarios.Operating;

public sealed class ReadingMetrics
{
    [Fact]
    public async Task Promtool_finds_nothing_wrong_and_what_happened_is_counted()
    {
        await using var server = await SiloProcess.StartAsync();
        await using (var smtp = await server.SubmitAsync())
        {
            Assert.StartsWith("250", await smtp.SendAsync(TestServer.Alice, [TestServer.Bob], $"From: {TestServer.Alice}\r\n\r\ny\r\n"), StringComparison.Ordinal);
        }

        await using (var imap = await server.LoginAsync(TestServer.Bob))
        {
            await imap.OkAsync("STATUS INBOX (MESSAGES)");
        }

        using var answer = await server.GetAsync("/metrics");
        var metrics = await answer.Content.ReadAsStringAsync();
        Assert.Empty(await FindingsAsync(metrics));
        Counted(metrics, "mail_gateway_smtp_accepted_total", "protocol=\"submission\"");
        Counted(metrics, "mail_gateway_login_attempts_total", "protocol=\"submission\"", "outcome=\"accepted\"");
        Counted(metrics, "mail_gateway_login_attempts_total", "protocol=\"imap\"", "outcome=\"accepted\"");
        Counted(metrics, "mail_gateway_smtp_command_duration_seconds_count", "protocol=\"submission\"", "command=\"rcpt\"");
        Counted(metrics, "mail_gateway_imap_command_duration_seconds_count", "command=\"status\"");
        Counted(metrics, "mail_queue_outbound_depth", "state=\"waiting\"");
        Counted(metrics, "orleans_catalog_activation_created_total", "grain_type=\"mailbox\"");
        Counted(metrics, "mail_storage_commit_duration_seconds_bucket", "store=", "le=");
        Assert.DoesNotContain(TestServer.Alice, metrics, StringComparison.Ordinal);
        // The exporter names them, the page is made from the instruments: both must be of one mind.
        var page = Documents.Read("docs/metrics.md");
        foreach (var words in metrics.Split('\n').Where(l => l.StartsWith("# TYPE mail_", StringComparison.Ordinal)).Select(l => l.Split(' ')))
        {
            Assert.Contains($"| `{words[2]}` | {words[3]} |", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Reference_page_is_up_to_date()
    {
        var instruments = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                lock (instruments)
                {
                    instruments.Add(instrument);
                }
            },
        };
        listener.Start();
        await using var server = await TestServer.StartAsync();
        await using (var imap = await server.LoginAsync())
        {
            await imap.OkAsync("NOOP");
        }

        lock (instruments)
        {
            Documents.AreEqual("docs/metrics.md", MetricReference.Compose(instruments));
        }
    }

    private static void Counted(string metrics, string name, params string[] labels) => Assert.True(
        metrics.Split('\n').Any(line => line.StartsWith(name + "{", StringComparison.Ordinal) && labels.All(l => line.Contains(l, StringComparison.Ordinal))),
        $"no {name} with {string.Join(", ", labels)} in:\n{string.Join('\n', metrics.Split('\n').Where(l => l.StartsWith(name, StringComparison.Ordinal)))}");

    /// <summary>What promtool says of names and texts, but for those that are Orleans' own.</summary>
    private static async Task<IEnumerable<string>> FindingsAsync(string metrics)
    {
        var start = new ProcessStartInfo("promtool", ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        using var promtool = Process.Start(start)!;
        var (output, error) = (promtool.StandardOutput.ReadToEndAsync(), promtool.StandardError.ReadToEndAsync());
        await promtool.StandardInput.WriteAsync(metrics);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync();
        var said = await output + await error;
        Assert.True(promtool.ExitCode is 0 or 3, $"promtool check metrics cannot read them: {said}");
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("orleans_", StringComparison.Ordinal));
    }
}
