namespace Mail.Silo.Options.Registry;

/// <summary>One thing that can be set: its name, what it may be, and where it goes. File, environment, command line and documentation follow from it.</summary>
internal abstract class Setting(string name, string description)
{
    /// <summary>Section and key, such as <c>smtp.port</c>.</summary>
    public string Name => name;

    /// <summary>A sentence for people.</summary>
    public string Description => description;

    public string Section => name[..name.IndexOf('.', StringComparison.Ordinal)];

    public string Key => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>The environment variable of the setting, such as <c>MAIL_SMTP_PORT</c>.</summary>
    public string Variable { get; } = "MAIL_" + name.Replace('.', '_').ToUpperInvariant();

    /// <summary>Its option on the command line, if it has one of its own; any other can be given with <c>--set</c>.</summary>
    public CommandLineOption? Option { get; init; }

    /// <summary>A change takes effect at the next start only.</summary>
    public bool NeedsRestart { get; init; }

    /// <summary>Never shown or logged; can be given as a file (<c>…_file</c>).</summary>
    public bool IsSecret { get; init; }

    /// <summary>What stands for the default in documents, where it depends on the machine; null: the default itself.</summary>
    public string? DefaultText { get; init; }

    /// <summary>What kind of value it is, such as <c>duration</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What is allowed, for people.</summary>
    public abstract string Allowed { get; }

    /// <summary>Sets it from text; false if the text is not allowed.</summary>
    public abstract bool TrySet(SiloOptions options, string text);

    /// <summary>The value as text that <see cref="TrySet"/> takes; empty when there is none.</summary>
    public abstract string Read(SiloOptions options);

    public abstract void Copy(SiloOptions from, SiloOptions to);

    /// <summary>The value as it may be shown.</summary>
    public string Show(SiloOptions options) => IsSecret ? Read(options).Length > 0 ? "(secret)" : "" : Read(options);

    /// <summary>The default as documents give it.</summary>
    public string ShowDefault(SiloOptions standard) => DefaultText ?? Read(standard);
}
