using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Mail.Silo.Options.Sources;

/// <summary>Reads the configuration file: YAML, sections of <c>name: value</c>. Nothing of YAML is loaded unless there is a file.</summary>
internal sealed class ConfigurationFile
{
    private const int MostOctets = 1 << 20;

    private readonly string _path;
    private readonly List<GivenValue> _values;
    private readonly List<ConfigurationError> _errors;
    private readonly Dictionary<string, SettingOrigin> _seen = new(StringComparer.Ordinal);

    private ConfigurationFile(string path, List<GivenValue> values, List<ConfigurationError> errors) => (_path, _values, _errors) = (path, values, errors);

    /// <summary>Adds what the file gives and what is wrong with it.</summary>
    public static void Read(string path, List<GivenValue> values, List<ConfigurationError> errors)
    {
        string text;
        try
        {
            if (new FileInfo(path).Length > MostOctets)
            {
                errors.Add(new ConfigurationError(path, "The configuration file is larger than 1 MiB; is it the right one?"));
                return;
            }

            text = File.ReadAllText(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            errors.Add(new ConfigurationError(path, $"The configuration file cannot be read: {cause.Message}"));
            return;
        }

        ReadText(path, text, values, errors);
    }

    public static void ReadText(string path, string text, List<GivenValue> values, List<ConfigurationError> errors)
    {
        try
        {
            new ConfigurationFile(path, values, errors).Document(new Parser(new StringReader(text)));
        }
        catch (YamlException cause)
        {
            errors.Add(new ConfigurationError(SettingOrigin.File(path, cause.Start.Line, cause.Start.Column).Place, $"This is not YAML: {cause.Message}"));
        }
    }

    private void Document(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
        {
            return;
        }

        parser.Consume<DocumentStart>();
        if (parser.TryConsume<MappingStart>(out _))
        {
            Entries(parser, "");
        }
        else if (!(parser.TryConsume<Scalar>(out var nothing) && nothing.Value.Length == 0))
        {
            Refuse(parser.Current ?? nothing!, "The file must hold sections, such as 'smtp:', with settings below them.");
            return;
        }

        parser.Consume<DocumentEnd>();
        if (!parser.TryConsume<StreamEnd>(out _))
        {
            Refuse(parser.Current!, "The file must hold one document; remove the '---' and what follows.");
        }
    }

    private void Entries(Parser parser, string prefix)
    {
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                Refuse(parser.Current!, "A name must stand here.");
                parser.SkipThisAndNestedEvents();
                parser.SkipThisAndNestedEvents();
                continue;
            }

            Entry(parser, prefix + key.Value, key);
        }
    }

    private void Entry(Parser parser, string name, Scalar key)
    {
        var isNew = _seen.TryAdd(name, Origin(key));
        if (!isNew)
        {
            Refuse(key, $"{name} is given twice, first at {_seen[name].Place}; remove one.");
        }

        if (parser.TryConsume<Scalar>(out var value))
        {
            // 'name:' with nothing behind it leaves the default; '' says none.
            if (isNew && (value.Value.Length > 0 || value.Style != ScalarStyle.Plain))
            {
                _values.Add(new GivenValue(name, value.Value, Origin(value)));
            }
        }
        else if (!name.Contains('.', StringComparison.Ordinal) && parser.TryConsume<MappingStart>(out _))
        {
            Entries(parser, name + ".");
        }
        else
        {
            Refuse(parser.Current!, $"{name} must be one value.");
            parser.SkipThisAndNestedEvents();
        }
    }

    private SettingOrigin Origin(ParsingEvent at) => SettingOrigin.File(_path, at.Start.Line, at.Start.Column);

    private void Refuse(ParsingEvent at, string message) => _errors.Add(new ConfigurationError(Origin(at).Place, message));
}
