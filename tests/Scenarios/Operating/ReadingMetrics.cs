using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mail.Silo.Metrics;
using Scenarios.Configuring;
using Scenarios.Harness;

namespace Scenarios.Operating;

public sealed class ReadingMetrics
{
    [Fact]
    public async Task Promtool_finds_nothing_wrong_and_what_happened_is_counted()
    {
        await using var server = await TestServer.StartAsync();
        await server.SendAsync("Subject: x\r\n\r\ny\r\n", TestServer.Alice);
        await server.WaitForMailAsync(TestServer.Alice, 1);
        await using (var smtp = await server.SubmitAsync())
        {
            await smtp.CommandAsync("NOOP");
        }

        using var http = new HttpClient();
        var metrics = await http.GetStringAsync($"http://127.0.0.1:{server.HttpPort}/metrics");
        var (code, findings) = await PromtoolAsync(metrics);
        Assert.True(code == 0, $"promtool check metrics: {findings}");
        Assert.Contains("mail_gateway_smtp_accepted_total{protocol=\"smtp\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("mail_gateway_login_attempts_total{protocol=\"submission\",outcome=\"accepted\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("mail_gateway_smtp_command_duration_seconds_count{protocol=\"smtp\",command=\"rcpt\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("mail_gateway_imap_command_duration_seconds_count{command=\"status\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("mail_queue_outbound_depth{state=\"waiting\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("mail_engine_activations{grain=", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(TestServer.Alice, metrics, StringComparison.Ordinal);
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

    private static async Task<(int Code, string Findings)> PromtoolAsync(string metrics)
    {
        var start = new ProcessStartInfo("promtool", ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        using var promtool = Process.Start(start)!;
        var (output, error) = (promtool.StandardOutput.ReadToEndAsync(), promtool.StandardError.ReadToEndAsync());
        await promtool.StandardInput.WriteAsync(metrics);
        promtool.StandardInput.Close();
        await promtool.WaitForExitAsync();
        return (promtool.ExitCode, await output + await error);
    }
}
