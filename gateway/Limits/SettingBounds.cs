namespace Mail.Gateway.Limits;

/// <summary>Checks settings of one section when the program starts.</summary>
/// <param name="section">Stands before the names of its settings.</param>
internal readonly struct SettingBounds(string section)
{
    /// <exception cref="ArgumentException">It is out of its bounds; the message names the setting, its value and what is allowed.</exception>
    public void Check(bool good, string name, object value, string allowed)
    {
        if (!good)
        {
            throw new ArgumentException($"{section}:{name} is {value}; allowed: {allowed}.");
        }
    }
}
