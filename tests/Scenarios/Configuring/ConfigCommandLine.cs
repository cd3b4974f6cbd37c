using System.Text.Json;
using Scenarios.Harness;

namespace Scenarios.Configuring;

public sealed class ConfigCommandLine
{
    [Fact]
    public async Task Init_writes_a_file_that_check_takes_and_show_reads()
    {
        using var text = new ConfigurationText();
        var file = Path.Combine(Path.GetDirectoryName(text.File)!, "new.yaml");
        Assert.Equal(0, (await SiloProcess.RunAsync("config", "init", file)).ExitCode);
        Assert.Equal(2, (await SiloProcess.RunAsync("config", "init", file)).ExitCode);
        Assert.Equal(0, (await SiloProcess.RunAsync("config", "check", "--config", file)).ExitCode);
        await File.AppendAllTextAsync(file, "smtp.recipients: 300\nstore.postgres: Host=db;Password=hidden\n");
        var shown = await SiloProcess.RunAsync("config", "show", "--config", file, "--smtp-port", "25", "-o", "json");
        var settings = JsonSerializer.Deserialize<JsonElement>(shown.Output).GetProperty("settings").EnumerateArray().ToDictionary(s => s.GetProperty("name").GetString()!);
        Assert.Equal("300", settings["smtp.recipients"].GetProperty("value").GetString());
        Assert.Equal("file", settings["smtp.recipients"].GetProperty("origin").GetString());
        Assert.Equal(("25", "--smtp-port"), (settings["smtp.port"].GetProperty("value").GetString(), settings["smtp.port"].GetProperty("place").GetString()));
        Assert.DoesNotContain("hidden", shown.Output, StringComparison.Ordinal);
        await File.AppendAllTextAsync(file, "smtp.recipiens: 300\n");
        var refused = await SiloProcess.RunAsync("config", "check", "--config", file);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("Did you mean smtp.recipients?", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_and_reload_speak_with_the_running_server()
    {
        await using var server = await SiloProcess.StartAsync();
        var address = new[] { "--server", $"http://127.0.0.1:{server.Port("HTTP")}", "--data", Path.Combine(server.Folder, "data") };
        server.Configure("smtp:\n  recipients: 400\n");
        var reloaded = await SiloProcess.RunAsync(["config", "reload", .. address]);
        Assert.True(reloaded.ExitCode == 0 && reloaded.Output.Contains("smtp.recipients", StringComparison.Ordinal), reloaded.Output + reloaded.Error);
        Assert.Matches("smtp.recipients +400 +.*mail.yaml:2:15", (await SiloProcess.RunAsync(["config", "show", "--running", .. address])).Output);
        Assert.Equal(0, (await SiloProcess.RunAsync(["config", "log-level", "Error", .. address])).ExitCode);
        Assert.Matches("log.level +Error +API", (await SiloProcess.RunAsync(["config", "show", "--running", .. address])).Output);
        server.Configure("smtp:\n  recipients: 4\n");
        var refused = await SiloProcess.RunAsync(["config", "reload", .. address]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("smtp.recipients is '4'", refused.Error, StringComparison.Ordinal);
    }
}
