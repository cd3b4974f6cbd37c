using System.ComponentModel;

namespace Mail.Gateway.Http.ServerInfo;

[Description("The configuration that the server runs with.")]
internal sealed record SettingsDocument([property: Description("Every setting.")] IReadOnlyList<SettingDocument> Settings);

[Description("One setting.")]
internal sealed record SettingDocument(
    [property: Description("Section and key, such as `smtp.port`.")] string Name,
    [property: Description("Its value as text, as the configuration file takes it; empty: none. `(secret)` stands for one that is not shown.")] string Value,
    [property: Description("Where it comes from: `default`, `file`, `environment`, `command-line` or `api`.")] string Origin,
    [property: Description("Whether a change waits for the next start.")] bool NeedsRestart,
    [property: Description("File, line and column; variable; option. Absent for a default.")] string? Place = null);

[Description("What a reload did.")]
internal sealed record ReloadDocument(
    [property: Description("Settings that have another value now.")] IReadOnlyList<string> Changed,
    [property: Description("Settings whose new value waits for the next start.")] IReadOnlyList<string> NeedRestart);

[Description("How much the log says.")]
internal sealed record LogLevelDocument(
    [property: Description("`Trace`, `Debug`, `Information`, `Warning`, `Error` or `None`: the least severe lines that are written.")] string Level);
