using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;
using Mail.Silo.Options;
using Mail.Silo.Options.Registry;
using Mail.Silo.Options.Sources;

namespace Mail.Silo.Cli.Config;

/// <summary><c>mail config</c>: the configuration that a start with these arguments would use, and that of a running server.</summary>
internal static class ConfigCommands
{
    private static readonly Option<bool> Running = new("--running") { Description = "Ask the running server (--server) instead of reading file and environment." };

    private static readonly Argument<string?> Target = new("file") { Description = "File to write; must not be there yet. Default: standard output.", DefaultValueFactory = _ => null };

    private static readonly Argument<string> Level = new("level") { Description = LogSettings.Levels.Allowed };

    private static readonly IReadOnlyList<Column> Columns =
    [
        Column.Of("SETTING", "name"), Column.Of("VALUE", "value"), new Column("FROM", s => Cell.Text(Cell.At(s, Cell.At(s, "place").ValueKind == JsonValueKind.String ? "place" : "origin"))),
    ];

    public static Command Create() => new("config", "Settings: what they are, whether they are good, and making a running server read them anew.")
    {
        ServerConfiguration.Reading(new CliCommand("show", "Shows every setting, its value and where it comes from; secrets are not shown.", ApiOperations.GetServerConfig)).Also(Running).Runs(ShowAsync),
        ServerConfiguration.Reading(new CliCommand("check", "Says everything that is wrong with the configuration; exit code 2 if something is.")).Runs(CheckAsync),
        new CliCommand("init", "Writes a configuration file with every setting in it as a comment, each with its default.").Also(Target).Runs(InitAsync),
        new CliCommand("reload", "Makes the running server read its configuration anew. All of it is good, or nothing changes.", ApiOperations.ReloadServer).Runs(ReloadAsync),
        new CliCommand("log-level", "Changes how much the running server logs, until its next reload or start.", ApiOperations.PutServerLogLevel).Also(Level).Runs(call =>
            call.DoAsync(ApiOperations.PutServerLogLevel.With().Json(new JsonObject { ["level"] = call.Get(Level) }), $"The log level is {call.Get(Level)} now.")),
    };

    private static CliCommand Also(this CliCommand command, Option option)
    {
        command.Add(option);
        return command;
    }

    private static CliCommand Also(this CliCommand command, Argument argument)
    {
        command.Add(argument);
        return command;
    }

    private static async Task<int> ShowAsync(CliCall call)
    {
        JsonElement settings;
        if (call.Get(Running))
        {
            settings = (await call.SendAsync(ApiOperations.GetServerConfig.With())).Json;
        }
        else
        {
            var (loaded, errors) = ServerConfiguration.Load(call);
            if (errors.Count > 0)
            {
                return CommandLine.Refuse(errors);
            }

            settings = JsonSerializer.SerializeToElement(new JsonObject { ["settings"] = new JsonArray([.. Settings.All.Select(s => Describe(s, loaded))]) });
        }

        if (call.WantsJson)
        {
            await call.Out.WriteLineAsync(settings.GetRawText());
        }
        else
        {
            call.Print.Table(settings.GetProperty("settings").EnumerateArray(), Columns);
        }

        return ExitCode.Ok;
    }

    /// <summary>As the API describes one of a running server.</summary>
    private static JsonNode Describe(Setting setting, LoadedConfiguration loaded)
    {
        var origin = loaded.OriginOf(setting);
        var described = new JsonObject { ["name"] = setting.Name, ["value"] = setting.Show(loaded.Options), ["origin"] = origin.Kind };
        if (origin.Place.Length > 0)
        {
            described["place"] = origin.Place;
        }

        described["needsRestart"] = setting.NeedsRestart;
        return described;
    }

    private static Task<int> CheckAsync(CliCall call)
    {
        var (loaded, errors) = ServerConfiguration.Load(call);
        if (errors.Count > 0)
        {
            return Task.FromResult(CommandLine.Refuse(errors));
        }

        call.Print.Done($"The configuration is good ({loaded.File ?? "no file"}).");
        return Task.FromResult(ExitCode.Ok);
    }

    private static async Task InitAsync(CliCall call)
    {
        var text = ConfigurationTemplate.Compose();
        if (call.Get(Target) is not { } path)
        {
            await call.Out.WriteAsync(text);
            return;
        }

        try
        {
            // Secrets may be written into it.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using var writer = new StreamWriter(path, options);
            await writer.WriteAsync(text);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{path}: {cause.Message}", "Name a file that is not there yet, in a folder that you may write to.");
        }

        call.Print.Done($"{path} is written. Start the server with --config {path}, or put it into the data folder as {ConfigurationSources.FileName}.");
    }

    private static async Task ReloadAsync(CliCall call)
    {
        var answer = await call.SendAsync(ApiOperations.ReloadServer.With());
        call.Print.Show(answer, [Column.Of("Changed", "changed"), Column.Of("At the next start", "needRestart")]);
    }
}
