namespace Mail.Silo.Options.Registry;

/// <summary>A setting of one type.</summary>
internal sealed class Setting<T>(string name, SettingType<T> type, Func<SiloOptions, T> get, Action<SiloOptions, T> set, string description)
    : Setting(name, description)
{
    public override string Kind => type.Kind;

    public override string Allowed => type.Allowed;

    public override bool TrySet(SiloOptions options, string text)
    {
        if (!type.TryParse(text, out var value))
        {
            return false;
        }

        set(options, value);
        return true;
    }

    public override string Read(SiloOptions options) => type.Format(get(options));

    public override void Copy(SiloOptions from, SiloOptions to) => set(to, get(from));
}
