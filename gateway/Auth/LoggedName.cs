namespace Mail.Gateway.Auth;

/// <summary>A name that a stranger sent, fit for a log line.</summary>
public static class LoggedName
{
    /// <summary>The first <paramref name="most"/> characters, control characters replaced.</summary>
    public static string Of(string name, int most = 100) =>
        string.Create(Math.Min(name.Length, most), name, static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '?' : source[i];
            }
        });
}
