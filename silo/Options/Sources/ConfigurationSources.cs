using Mail.Silo.Options.Registry;

namespace Mail.Silo.Options.Sources;

/// <summary>Where the configuration is read from, at start and at each reload: command line, then environment, then file, then defaults.</summary>
/// <param name="Arguments">What the command line gives.</param>
/// <param name="ConfigFile">The file that the command line names; null: <c>MAIL_CONFIG</c>, or else <c>mail.yaml</c> in the data folder if it is there.</param>
/// <param name="Environment">All variables.</param>
internal sealed record ConfigurationSources(IReadOnlyList<GivenValue> Arguments, string? ConfigFile, IReadOnlyDictionary<string, string> Environment)
{
    public const string FileName = "mail.yaml";
    public const string FileVariable = "MAIL_CONFIG";
    private const string DataSetting = "server.data";

    public static ConfigurationSources Of(IReadOnlyList<GivenValue> arguments, string? configFile)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            if (variable is { Key: string name, Value: string value } && name.StartsWith("MAIL_", StringComparison.Ordinal))
            {
                variables[name] = value;
            }
        }

        return new ConfigurationSources(arguments, configFile, variables);
    }

    /// <summary>Reads everything anew. With errors the result is not to be used.</summary>
    public (LoadedConfiguration Loaded, IReadOnlyList<ConfigurationError> Errors) Load()
    {
        var errors = new List<ConfigurationError>();
        var fromEnvironment = FromEnvironment(errors);
        var (file, isNamed) = FindFile(fromEnvironment);
        var fromFile = new List<GivenValue>();
        if (file is not null)
        {
            ConfigurationFile.Read(file, fromFile, errors);
        }

        if (!isNamed && fromFile.Find(v => v.Name == DataSetting) is { } data)
        {
            errors.Add(new ConfigurationError(data.Origin.Place, $"{DataSetting} cannot be given in a file that is found in the data folder; name the file with --config, or remove the setting."));
            fromFile.Remove(data);
        }

        var reading = new ConfigurationReading(errors);
        reading.Add(fromFile);
        reading.Add(fromEnvironment);
        reading.Add(Arguments);
        var (options, origins) = reading.Finish();
        var loaded = new LoadedConfiguration(options, origins, file, this);
        options.Source = loaded;
        return (loaded, errors);
    }

    private (string? File, bool IsNamed) FindFile(List<GivenValue> fromEnvironment)
    {
        if (ConfigFile is not null)
        {
            return (ConfigFile, true);
        }

        if (Environment.TryGetValue(FileVariable, out var named) && named.Length > 0)
        {
            return (named, true);
        }

        var data = Arguments.LastOrDefault(v => v.Name == DataSetting)?.Text ?? fromEnvironment.Find(v => v.Name == DataSetting)?.Text ?? "data";
        var file = Path.Combine(data, FileName);
        return (File.Exists(file) ? file : null, false);
    }

    private List<GivenValue> FromEnvironment(List<ConfigurationError> errors)
    {
        var values = new List<GivenValue>();
        if (Environment.Count == 0)
        {
            return values;
        }

        var known = new HashSet<string>(StringComparer.Ordinal) { FileVariable };
        foreach (var setting in Settings.All)
        {
            Take(setting.Variable, setting.Name);
            if (setting.IsSecret)
            {
                Take(setting.Variable + "_FILE", setting.Name + "_file");
            }
        }

        // Others may have variables that begin like ours; a slip of the pen in one of ours must not pass unseen.
        foreach (var name in Environment.Keys.Where(k => !known.Contains(k)))
        {
            if (known.FirstOrDefault(k => Settings.Distance(k, name) <= 2) is { } meant)
            {
                errors.Add(new ConfigurationError(name, $"There is no such setting. Did you mean {meant}?"));
            }
        }

        return values;

        void Take(string variable, string name)
        {
            known.Add(variable);
            if (Environment.TryGetValue(variable, out var text) && text.Length > 0)
            {
                values.Add(new GivenValue(name, text, SettingOrigin.Environment(variable)));
            }
        }
    }
}
