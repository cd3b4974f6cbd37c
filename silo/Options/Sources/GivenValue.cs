namespace Mail.Silo.Options.Sources;

/// <summary>A value that somebody gave, not yet looked at.</summary>
/// <param name="Name">As given, such as <c>smtp.port</c>.</param>
/// <param name="Text">The value.</param>
/// <param name="Origin">Where it was given.</param>
internal sealed record GivenValue(string Name, string Text, SettingOrigin Origin);
