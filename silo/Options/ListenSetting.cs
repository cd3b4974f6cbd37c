using System.Net;

namespace Mail.Silo.Options;

/// <summary>Where one listener listens, if not where all do.</summary>
/// <param name="Address">Null: nowhere.</param>
public sealed record ListenSetting(IPAddress? Address)
{
    private const string OffText = "off";

    public static readonly ListenSetting Off = new((IPAddress?)null);

    public static bool TryParse(string text, out ListenSetting? setting)
    {
        setting = text == OffText ? Off : IPAddress.TryParse(text, out var address) ? new ListenSetting(address) : null;
        return setting is not null;
    }

    public override string ToString() => Address?.ToString() ?? OffText;
}
