using System.CommandLine;
using System.CommandLine.Help;
using Mail.Silo.Cli;
using Mail.Silo.Options.Registry;
using Mail.Silo.Options.Sources;

namespace Mail.Silo.Options;

/// <summary>The server's command line, by a parser of its own: the host's would read <c>--demo --data X</c> as a pair.</summary>
internal static class CommandLine
{
    /// <summary>Exit code of a configuration that cannot be used.</summary>
    public const int Unusable = 2;

    private static readonly Option<string?> Config = new("--config")
    {
        Description = "Read settings from this file (docs/configuration.md). Default: mail.yaml in the data folder, if it is there.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Give any setting, such as smtp.recipients=200; may be repeated.",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly (Setting Setting, Option Option)[] OptionsOfSettings = MakeOptions();

    /// <summary>The options by which settings are given, for every command that reads the configuration.</summary>
    public static IEnumerable<Option> SettingOptions => OptionsOfSettings.Select(o => o.Option).Append(Config).Append(Set);

    public static Command Create(Func<SiloOptions, CancellationToken, Task<int>> run)
    {
        var root = new Command(CliProgram.Name, "Mail.Orleans: a mail server of virtual actors.") { new HelpOption(), new VersionOption() };
        foreach (var option in SettingOptions)
        {
            root.Options.Add(option);
        }

        root.SetAction(async (parsed, cancellation) =>
        {
            var (loaded, errors) = Sources(parsed).Load();
            return errors.Count == 0 ? await run(loaded.Options, cancellation) : Refuse(errors);
        });
        return root;
    }

    /// <summary>Says what is wrong; the result is the exit code.</summary>
    public static int Refuse(IReadOnlyList<ConfigurationError> errors)
    {
        Console.Error.WriteLine($"Mail.Orleans cannot use this configuration ({(errors.Count == 1 ? "1 error" : $"{errors.Count} errors")}):");
        foreach (var error in errors)
        {
            Console.Error.WriteLine("  " + error);
        }

        return Unusable;
    }

    /// <summary>What the command line gives, and where the rest is to be read.</summary>
    public static ConfigurationSources Sources(ParseResult parsed)
    {
        var given = new List<GivenValue>();
        foreach (var (setting, option) in OptionsOfSettings)
        {
            if (parsed.GetResult(option) is { Implicit: false } result)
            {
                given.Add(new GivenValue(setting.Name, result.Tokens.Count > 0 ? result.Tokens[^1].Value : "true", SettingOrigin.CommandLine(option.Name)));
            }
        }

        foreach (var pair in parsed.GetValue(Set) ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            given.Add(new GivenValue(name, equals < 0 ? "" : pair[(equals + 1)..], SettingOrigin.CommandLine($"--set {name}")));
        }

        return ConfigurationSources.Of(given, parsed.GetValue(Config));
    }

    private static (Setting, Option)[] MakeOptions()
    {
        var standard = SiloOptions.Standard(demo: false);
        return [.. from setting in Settings.All
                   where setting.Option is not null
                   orderby Place(setting.Option!.Name)
                   select (setting, Make(setting, setting.Option!, standard))];
    }

    private static Option Make(Setting setting, CommandLineOption option, SiloOptions standard)
    {
        if (option.HelpName is null)
        {
            return new Option<bool>(option.Name) { Description = option.Description };
        }

        var text = new Option<string?>(option.Name) { Description = option.Description, HelpName = option.HelpName };
        if (option.ShowsDefault)
        {
            text.DefaultValueFactory = _ => setting.ShowDefault(standard);
        }

        return text;
    }

    /// <summary>What one needs first stands first in the help.</summary>
    private static int Place(string option)
    {
        string[] order =
        [
            "--demo", "--demo-users", "--data", "--listen", "--hostname", "--smtp-port", "--lmtp-port", "--submission-port", "--submissions-port",
            "--imap-port", "--imaps-port", "--http-port", "--https-port", "--smart-host", "--dns", "--mx-port", "--postgres", "--log-format", "--log-level",
        ];
        return Array.IndexOf(order, option) is >= 0 and var place ? place : order.Length;
    }
}
