using Mail.Silo.Options.Registry;

namespace Mail.Silo.Options.Sources;

/// <summary>A configuration and where each of its values comes from.</summary>
/// <param name="Options">The values.</param>
/// <param name="Origins">By name; what is missing is at its default.</param>
/// <param name="File">The file that was read; null: none.</param>
/// <param name="Sources">Where to read it anew.</param>
internal sealed record LoadedConfiguration(
    SiloOptions Options, IReadOnlyDictionary<string, SettingOrigin> Origins, string? File, ConfigurationSources Sources)
{
    public SettingOrigin OriginOf(Setting setting) => Origins.GetValueOrDefault(setting.Name) ?? SettingOrigin.Default;
}
