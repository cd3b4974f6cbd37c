using Mail.Silo.Options;
using Mail.Silo.Options.Sources;

namespace Mail.Silo.Cli;

/// <summary>The configuration that a start of the server with these arguments would use.</summary>
internal static class ServerConfiguration
{
    /// <summary>Gives a command the options that the server is started with.</summary>
    public static CliCommand Reading(CliCommand command)
    {
        foreach (var option in CommandLine.SettingOptions.Where(o => o.Name != SharedOptions.Data.Name))
        {
            command.Add(option);
        }

        return command;
    }

    public static (LoadedConfiguration Loaded, IReadOnlyList<ConfigurationError> Errors) Load(CliCall call)
    {
        var sources = CommandLine.Sources(call.Parsed);
        if (call.IsGiven(SharedOptions.Data))
        {
            sources = sources with { Arguments = [.. sources.Arguments, new GivenValue("server.data", call.Get(SharedOptions.Data)!, SettingOrigin.CommandLine("--data"))] };
        }

        return sources.Load();
    }
}
