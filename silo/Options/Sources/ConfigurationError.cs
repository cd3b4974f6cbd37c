namespace Mail.Silo.Options.Sources;

/// <summary>What is wrong with the configuration.</summary>
/// <param name="Place">Where: file, line and column; variable; option; or empty.</param>
/// <param name="Message">The setting, its value and what to do.</param>
public sealed record ConfigurationError(string Place, string Message)
{
    public override string ToString() => Place.Length > 0 ? $"{Place}: {Message}" : Message;
}
