namespace Mail.Silo.Options.Sources;

/// <summary>Where a value comes from.</summary>
/// <param name="Kind"><c>default</c>, <c>file</c>, <c>environment</c>, <c>command-line</c> or <c>api</c>.</param>
/// <param name="Place">File, line and column; variable; option. Empty for a default.</param>
public sealed record SettingOrigin(string Kind, string Place)
{
    public static SettingOrigin Default { get; } = new("default", "");

    public static SettingOrigin Api { get; } = new("api", "API");

    public static SettingOrigin Environment(string variable) => new("environment", variable);

    public static SettingOrigin CommandLine(string option) => new("command-line", option);

    public static SettingOrigin File(string path, long line, long column) => new("file", FormattableString.Invariant($"{path}:{line}:{column}"));

    public override string ToString() => Place.Length > 0 ? Place : Kind;
}
