using Mail.Silo.Options.Registry;

namespace Mail.Silo.Options.Sources;

/// <summary>Puts together what several sources give; a later source goes before an earlier one. Gathers all errors instead of stopping at the first.</summary>
internal sealed class ConfigurationReading(List<ConfigurationError> errors)
{
    private const string FileSuffix = "_file";
    private const int MostSecretOctets = 64 * 1024;

    private readonly Dictionary<string, GivenValue> _given = new(StringComparer.Ordinal);

    public void Add(IEnumerable<GivenValue> values)
    {
        var layer = new Dictionary<string, GivenValue>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (Resolve(value) is not { } resolved)
            {
                continue;
            }

            if (layer.TryGetValue(resolved.Name, out var other) && other.Origin.Kind != "command-line")
            {
                errors.Add(new ConfigurationError(value.Origin.Place, $"{resolved.Name} is given twice, first at {other.Origin}; remove one."));
            }

            layer[resolved.Name] = resolved;
        }

        foreach (var (name, value) in layer)
        {
            _given[name] = value;
        }
    }

    public (SiloOptions Options, IReadOnlyDictionary<string, SettingOrigin> Origins) Finish()
    {
        // The defaults of some settings are others in the demo.
        var demo = _given.TryGetValue("demo.enabled", out var flag) && flag.Text == "true";
        var options = SiloOptions.Standard(demo);
        if (demo)
        {
            options.HostName = "mail.demo.test";
        }

        var (origins, wrong) = (new Dictionary<string, SettingOrigin>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (name, value) in _given)
        {
            var setting = Settings.Find(name)!;
            origins[name] = value.Origin;
            if (!setting.TrySet(options, value.Text))
            {
                wrong.Add(name);
                errors.Add(new ConfigurationError(value.Origin.Place, Wrong(setting, value)));
            }
        }

        Check(options, origins, wrong);
        return (options, origins);
    }

    private static string Wrong(Setting setting, GivenValue value)
    {
        var fallback = setting.ShowDefault(SiloOptions.Standard(demo: false));
        var remedy = fallback.Length > 0 ? $"Leave it out for {fallback}." : "Leave it out for none.";
        return $"{setting.Name} is {(setting.IsSecret ? "not usable" : $"'{value.Text}'")}; allowed: {setting.Allowed}. {remedy}";
    }

    private void Check(SiloOptions options, Dictionary<string, SettingOrigin> origins, HashSet<string> wrong)
    {
        foreach (var rule in SettingRule.All)
        {
            if (!wrong.Contains(rule.Setting) && rule.Fault(options) is { } fault)
            {
                var setting = Settings.Find(rule.Setting)!;
                var shown = setting.IsSecret ? "set" : $"'{setting.Read(options)}'";
                errors.Add(new ConfigurationError(origins.GetValueOrDefault(rule.Setting)?.Place ?? "", $"{rule.Setting} is {shown}: {fault}."));
            }
        }

        options.Spread();
        if (errors.Count == 0)
        {
            try
            {
                options.Validate();
            }
            catch (ArgumentException refusal)
            {
                errors.Add(new ConfigurationError("", refusal.Message));
            }
        }
    }

    /// <summary>The setting that a value is for, a secret's file read; null, and an error, if there is none.</summary>
    private GivenValue? Resolve(GivenValue value)
    {
        if (Settings.Find(value.Name) is not null)
        {
            return value;
        }

        if (value.Name.EndsWith(FileSuffix, StringComparison.Ordinal) && Settings.Find(value.Name[..^FileSuffix.Length]) is { IsSecret: true } secret)
        {
            return ReadSecret(secret, value);
        }

        var meant = Settings.Nearest(value.Name) is { } nearest ? $"Did you mean {nearest}?" : "'mail config init' writes a file with all that there are.";
        errors.Add(new ConfigurationError(value.Origin.Place, $"There is no setting {value.Name}. {meant}"));
        return null;
    }

    private GivenValue? ReadSecret(Setting secret, GivenValue value)
    {
        try
        {
            if (new FileInfo(value.Text).Length <= MostSecretOctets)
            {
                return new GivenValue(secret.Name, File.ReadAllText(value.Text).TrimEnd('\r', '\n'), value.Origin);
            }

            errors.Add(new ConfigurationError(value.Origin.Place, $"{value.Name} is '{value.Text}', which is larger than 64 KiB; name the file that holds the secret alone."));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add(new ConfigurationError(value.Origin.Place, $"{value.Name} is '{value.Text}', which cannot be read: {cause.Message}"));
        }

        return null;
    }
}
