using Mail.Silo.Options.Sources;

namespace Mail.Silo.Reload;

internal static partial class ReloadLog
{
    [LoggerMessage(1, LogLevel.Information, "Configuration read anew ({File}): changed {Changed}; at the next start {Waiting}")]
    private static partial void Reloaded(this ILogger log, string file, string changed, string waiting);

    [LoggerMessage(2, LogLevel.Error, "Configuration not changed: {Error}")]
    public static partial void ReloadRefused(this ILogger log, ConfigurationError error);

    [LoggerMessage(3, LogLevel.Warning, "Log level set to {Level} until the next reload or start")]
    public static partial void LevelSet(this ILogger log, LogLevel level);

    public static void Reloaded(this ILogger log, string file, IReadOnlyList<string> changed, IReadOnlyList<string> waiting) =>
        log.Reloaded(file, List(changed), List(waiting));

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "nothing" : string.Join(", ", names);
}
