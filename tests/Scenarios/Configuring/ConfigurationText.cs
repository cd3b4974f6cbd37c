using Mail.Silo.Options.Sources;

namespace Scenarios.Configuring;

/// <summary>A configuration from texts, without this process's environment.</summary>
internal sealed class ConfigurationText : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-configuration-").FullName;
    private readonly List<GivenValue> _arguments = [];
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private string? _file;

    public string File => Path.Combine(_folder, "mail.yaml");

    public ConfigurationText WithFile(string yaml)
    {
        System.IO.File.WriteAllText(_file = File, yaml);
        return this;
    }

    public ConfigurationText WithVariable(string name, string value)
    {
        _environment[name] = value;
        return this;
    }

    public ConfigurationText WithArgument(string name, string value)
    {
        _arguments.Add(new GivenValue(name, value, SettingOrigin.CommandLine("--set " + name)));
        return this;
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public (LoadedConfiguration Loaded, IReadOnlyList<ConfigurationError> Errors) Load() => new ConfigurationSources(_arguments, _file, _environment).Load();

    public string Errors() => string.Join('\n', Load().Errors);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
