using System.Text;
using Mail.Silo.Options.Registry;

namespace Mail.Silo.Options.Sources;

/// <summary>The page docs/configuration.md.</summary>
internal static class ConfigurationReference
{
    public static string Compose()
    {
        var (text, standard) = (new StringBuilder(), SiloOptions.Standard(demo: false));
        text.Append(
            """
            # Configuration

            Everything has a default; a server needs no configuration to run. A value is taken from the first of these that gives it:

            1. the command line: an option of its own (`--smtp-port 25`), or `--set smtp.port=25` for any setting;
            2. the environment: `MAIL_SMTP_PORT=25`, the setting's name in capitals with `_` for the dot;
            3. the file: `--config FILE`, else the file that `MAIL_CONFIG` names, else `mail.yaml` in the data folder if it is there;
            4. the default.

            The file is YAML, a section for each part:

            ```yaml
            server:
              hostname: mail.example.org
            smtp:
              port: 25
              message_size: 25MB
            tls:
              certificate_file: /etc/mail/fullchain.pem
              key_file: /etc/mail/key.pem
            outbound:
              smart_host: smtp.example.org:587
              smart_host_tls: required
              smart_host_user: relay
              smart_host_password_file: /etc/mail/relay-password
            ```

            `mail config init` writes a file with every setting as a comment, `mail config check` says what is wrong with one (so does the server, which
            then ends with exit code 2), `mail config show` lists every value and where it comes from. `mail` stands for the server program:
            `dotnet run --project silo --`.

            Sizes: `64KB`, `50MB`, `1GB`; a kilobyte has 1024 octets. Durations: `500ms`, `30s`, `5m`, `1h30m`, `5d`. A secret can be given as a file: the setting's
            name with `_file` behind it holds the path. Secrets are never shown or logged; on the command line others on the machine could see them.

            **Reload.** SIGHUP, `mail config reload` or `POST /api/v2/server/reload` make a running server read everything anew, certificates included. If
            anything is wrong, nothing changes, and the log (or the answer) says what. Settings marked *restart* wait for the next start.


            """);
        foreach (var section in Settings.All.GroupBy(s => s.Section))
        {
            text.Append("## ").Append(section.Key).Append("\n\n| setting | default | allowed | what it does |\n|---|---|---|---|\n");
            foreach (var setting in section)
            {
                Row(text, setting, standard);
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void Row(StringBuilder text, Setting setting, SiloOptions standard)
    {
        var value = setting.DefaultText ?? setting.Read(standard);
        text.Append("| `").Append(setting.Name).Append("` | ").Append(value.Length == 0 ? "none" : Escape(value)).Append(" | ")
            .Append(setting.Kind).Append(": ").Append(Escape(setting.Allowed)).Append(" | ").Append(Escape(setting.Description));
        if (setting.Option is { } option)
        {
            text.Append(" Option `").Append(option.Name).Append("`.");
        }

        text.Append(setting.IsSecret ? " Secret." : "").Append(setting.NeedsRestart ? " *Restart.*" : "").Append(" |\n");
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
