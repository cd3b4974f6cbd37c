using System.Text;
using Mail.Silo.Options.Registry;

namespace Mail.Silo.Options.Sources;

/// <summary>A configuration file with every setting in it, each a comment with its default.</summary>
internal static class ConfigurationTemplate
{
    private const int Width = 110;

    public static string Compose()
    {
        var (text, standard) = (new StringBuilder(), SiloOptions.Standard(demo: false));
        text.Append(
            """
            # Mail.Orleans. Remove the '#' before a setting to change it; what stands behind it is the default.
            # Sizes: 64KB, 50MB, 1GB (a kilobyte has 1024 octets). Durations: 500ms, 30s, 5m, 1h30m, 5d.
            # Any setting can be given by the environment, too (smtp.port is MAIL_SMTP_PORT), and by --set smtp.port=25.
            # SIGHUP or 'mail config reload' makes a running server read this file anew; settings marked (restart) wait for its next start.

            """);
        foreach (var section in Settings.All.GroupBy(s => s.Section))
        {
            text.Append('\n').Append(section.Key).Append(":\n");
            foreach (var setting in section)
            {
                Append(text, setting, standard);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Setting setting, SiloOptions standard)
    {
        var about = $"{setting.Description} {Capital(setting.Kind)}: {setting.Allowed}.{(setting.NeedsRestart ? " (restart)" : "")}";
        foreach (var line in Wrap(about))
        {
            text.Append("  # ").Append(line).Append('\n');
        }

        var value = setting.DefaultText is null ? setting.Read(standard) : "";
        text.Append("  #").Append(setting.Key).Append(": ").Append(Quote(value)).Append('\n');
        if (setting.IsSecret)
        {
            text.Append("  #").Append(setting.Key).Append("_file: ''\n");
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>YAML reads a colon in plain text as the end of a name.</summary>
    private static string Quote(string value) => value.Length == 0 || value.Contains(':', StringComparison.Ordinal) ? $"'{value}'" : value;

    private static IEnumerable<string> Wrap(string text)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length >= Width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
