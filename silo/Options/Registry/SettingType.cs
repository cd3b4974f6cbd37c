using System.Diagnostics.CodeAnalysis;

namespace Mail.Silo.Options.Registry;

/// <summary>How values of one kind are read and written.</summary>
/// <param name="Kind">Its name for people.</param>
/// <param name="Allowed">What is allowed.</param>
internal abstract record SettingType<T>(string Kind, string Allowed)
{
    public abstract bool TryParse(string text, [MaybeNullWhen(false)] out T value);

    public abstract string Format(T value);
}
