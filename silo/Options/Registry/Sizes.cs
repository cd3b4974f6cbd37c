using System.Globalization;

namespace Mail.Silo.Options.Registry;

/// <summary>Numbers of octets as people write them: <c>512</c>, <c>64KB</c>, <c>50MB</c>, <c>1GiB</c>. A kilobyte has 1024 octets, however it is spelled.</summary>
internal static class Sizes
{
    private static readonly (string Unit, int Shift)[] Units =
        [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40), ("KB", 10), ("MB", 20), ("GB", 30), ("TB", 40), ("K", 10), ("M", 20), ("G", 30), ("T", 40), ("B", 0), ("", 0)];

    public static bool TryParse(string text, out long octets)
    {
        var trimmed = text.AsSpan().Trim();
        foreach (var (unit, shift) in Units)
        {
            if (trimmed.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                var good = long.TryParse(trimmed[..^unit.Length].TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out octets)
                    && octets <= long.MaxValue >> shift;
                octets <<= shift;
                return good;
            }
        }

        octets = 0;
        return false;
    }

    /// <summary>In the largest unit that divides it.</summary>
    public static string Format(long octets)
    {
        var shift = octets == 0 ? 0 : Math.Min(40, (int)long.TrailingZeroCount(octets) / 10 * 10);
        var number = (octets >> shift).ToString(CultureInfo.InvariantCulture);
        return number + shift switch { 0 => "", 10 => "KiB", 20 => "MiB", 30 => "GiB", _ => "TiB" };
    }
}
