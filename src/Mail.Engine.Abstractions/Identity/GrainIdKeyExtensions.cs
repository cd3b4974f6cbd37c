using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Keys to text and back: integers and GUIDs in hexadecimal, a compound part after a plus sign.</summary>
public static class GrainIdKeyExtensions
{
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    public static IdSpan CreateIntegerKey(long key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension) ? CreateIntegerKey(key) : IdSpan.Create($"{key:X}+{keyExtension}");

    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension) ? CreateGuidKey(key) : IdSpan.Create($"{key:N}+{keyExtension}");

    public static long GetIntegerKey(this GrainId grainId) => GetIntegerKey(grainId, out _);

    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) =>
        TryGetIntegerKey(grainId, out var key, out keyExt) ? key : throw new ArgumentException($"The key of {grainId} is not an integer.");

    public static Guid GetGuidKey(this GrainId grainId) => GetGuidKey(grainId, out _);

    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) =>
        TryGetGuidKey(grainId, out var key, out keyExt) ? key : throw new ArgumentException($"The key of {grainId} is not a GUID.");

    public static bool TryGetIntegerKey(this GrainId grainId, out long key, [NotNullWhen(true)] out string? keyExt)
    {
        var text = Split(grainId, out keyExt);
        return long.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out key);
    }

    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, [NotNullWhen(true)] out string? keyExt) =>
        Guid.TryParseExact(Split(grainId, out keyExt), "N", out key);

    private static string Split(GrainId grainId, out string keyExt)
    {
        var text = Encoding.UTF8.GetString(grainId.Key.AsSpan());
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        keyExt = plus < 0 ? null! : text[(plus + 1)..];
        return plus < 0 ? text : text[..plus];
    }
}
