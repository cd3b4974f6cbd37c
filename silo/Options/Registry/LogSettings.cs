namespace Mail.Silo.Options.Registry;

/// <summary>The log.</summary>
internal static class LogSettings
{
    public static ChoiceType<LogLevel> Levels { get; } = new(
        ("Trace", LogLevel.Trace), ("Debug", LogLevel.Debug), ("Information", LogLevel.Information), ("Warning", LogLevel.Warning),
        ("Error", LogLevel.Error), ("None", LogLevel.None));

    public static IEnumerable<Setting> All =>
    [
        new Setting<LogLevel>("log.level", Levels, o => o.LogLevel, (o, v) => o.LogLevel = v, "The least severe lines that are written.")
        {
            Option = new("--log-level", "LEVEL", "Trace, Debug, Information, Warning, Error or None.", ShowsDefault: true),
        },
        new Setting<bool>("log.format", new ChoiceType<bool>(("text", false), ("json", true)), o => o.JsonLogs, (o, v) => o.JsonLogs = v, "Form of the log on standard output.")
        {
            NeedsRestart = true,
            Option = new("--log-format", "text|json", "Form of the log on standard output.", ShowsDefault: true),
        },
    ];
}
