using System.CommandLine;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mail.Silo.Cli.Output;
using Mail.Storage;

namespace Mail.Silo.Cli.Doctor;

/// <summary><c>mail doctor</c>: looks for what keeps a server from working well, whether it runs or not.</summary>
internal static class DoctorCommand
{
    public static Command Create() => ServerConfiguration.Reading(new CliCommand(
        "doctor", "Checks ports, disk, clock, store, certificate, DNS and limits, and says what to do. Takes the options that the server is started with.")).Runs(async call =>
    {
        var (loaded, errors) = ServerConfiguration.Load(call);
        var findings = errors.Select(e => Finding.Fail("configuration", e.ToString() ?? "", "'mail config check' says the same; docs/configuration.md lists the settings.")).ToList();
        if (errors.Count == 0)
        {
            findings.AddRange(await ExamineAsync(call, await PatientAsync(call, loaded.Options)));
        }

        return Report(call, findings);
    });

    private static async Task<List<Finding>> ExamineAsync(CliCall call, Patient patient)
    {
        var findings = new List<Finding> { Running(call, patient) };
        findings.AddRange(PortCheck.Run(patient));
        findings.AddRange(ExposureCheck.Run(patient));
        findings.AddRange(DiskCheck.Run(patient));
        findings.AddRange(ClockCheck.Run(patient, call.Time));
        findings.AddRange(await StoreCheck.RunAsync(patient, call.Cancellation));
        findings.AddRange(await CertificateCheck.RunAsync(patient, ServerOf(call, patient.Options), call.Time, call.Cancellation));
        findings.AddRange(await DnsCheck.RunAsync(patient, call.Time, call.Cancellation));
        findings.AddRange(LimitCheck.Run(patient));
        return findings;
    }

    private static Finding Running(CliCall call, Patient patient) =>
        patient.Answers ? Finding.Ok("server", $"{ServerOf(call, patient.Options)} answers, version {Cell.Text(Cell.At(patient.Server, "version"))}")
        : patient.ProcessId is { } pid ? Finding.Fail("server", $"process {pid} has the data folder, but {patient.ServerError}", "Is that its HTTP port? Else its log says why it hangs.")
        : Finding.Ok("server", $"does not run with {patient.Options.DataFolder} ({patient.ServerError})");

    private static async Task<Patient> PatientAsync(CliCall call, Options.SiloOptions options)
    {
        var holder = StoreInspection.HolderOf(options.DataFolder);
        try
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            using var answer = await http.GetAsync(new Uri(ServerOf(call, options), "api/v2/server"), call.Cancellation);
            var text = await answer.Content.ReadAsStringAsync(call.Cancellation);
            var server = JsonElement.Parse(text);
            return Cell.At(server, "listeners").ValueKind == JsonValueKind.Array
                ? new Patient(HostNameOf(server, options), server, answer.Headers.Date, null, holder)
                : new Patient(options, default, null, "another program answers", holder);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is OperationCanceledException && !call.Cancellation.IsCancellationRequested))
        {
            var why = error switch { HttpRequestException => "nothing answers", JsonException => "another program answers", _ => "it does not answer in time" };
            return new Patient(options, default, null, $"{why} at {ServerOf(call, options)}", holder);
        }
    }

    private static Options.SiloOptions HostNameOf(JsonElement server, Options.SiloOptions options) => options with { HostName = Cell.At(server, "hostName").GetString()! };

    /// <summary>The server that was named, else the port of the configuration.</summary>
    private static Uri ServerOf(CliCall call, Options.SiloOptions options) =>
        call.IsGiven(SharedOptions.Server) || Environment.GetEnvironmentVariable("MAIL_SERVER") is { Length: > 0 } || options.HttpPort.Port == 0
            ? Connection.Of(call.Parsed, Environment.GetEnvironmentVariable).Server
            : new UriBuilder("http", HttpHost(options), options.HttpPort.Port).Uri;

    private static string HttpHost(Options.SiloOptions options) =>
        options.Listeners.First(l => l.Section == "http").Address is { } address && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
            ? address.ToString() : "127.0.0.1";

    private static int Report(CliCall call, List<Finding> findings)
    {
        var failures = findings.Count(f => f.Status == "fail");
        if (call.WantsJson)
        {
            call.Out.WriteLine(new JsonObject { ["ok"] = failures == 0, ["checks"] = new JsonArray([.. findings.Select(Json)]) }.ToJsonString());
            return failures == 0 ? ExitCode.Ok : ExitCode.Refused;
        }

        var width = findings.Max(f => f.Check.Length);
        foreach (var finding in findings)
        {
            call.Out.WriteLine(DisplayText.Safe($"{finding.Status,-4}  {finding.Check.PadRight(width)}  {finding.Figure}"));
            if (finding.Advice is { } advice)
            {
                call.Out.WriteLine(DisplayText.Safe($"      {"".PadRight(width)}  -> {advice}"));
            }
        }

        call.Out.WriteLine($"{findings.Count(f => f.Status == "ok")} ok, {findings.Count(f => f.Status == "warn")} to look at, {failures} failed.");
        return failures == 0 ? ExitCode.Ok : ExitCode.Refused;
    }

    private static JsonNode Json(Finding finding)
    {
        var described = new JsonObject { ["check"] = finding.Check, ["status"] = finding.Status, ["figure"] = finding.Figure };
        if (finding.Advice is not null)
        {
            described["advice"] = finding.Advice;
        }

        return described;
    }
}
