using System.Globalization;
using System.Text;

namespace Mail.Silo.Options.Registry;

/// <summary>Spans of time as people write them: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h30m</c>, <c>5d</c>; <c>0</c> needs no unit.</summary>
internal static class Durations
{
    private static readonly (string Unit, long Ticks)[] Units =
        [("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond)];

    public static bool TryParse(string text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        if (rest is "0")
        {
            return true;
        }

        // Each unit once, the larger one first.
        var next = 0;
        while (rest.Length > 0)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            var letters = digits < 0 ? -1 : rest[digits..].IndexOfAnyInRange('0', '9');
            var unit = digits < 0 ? default : letters < 0 ? rest[digits..] : rest.Slice(digits, letters);
            var found = Find(unit, next);
            if (digits is < 1 or > 12 || found < 0 || !long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                || count > (TimeSpan.MaxValue - span).Ticks / Units[found].Ticks)
            {
                return false;
            }

            span += TimeSpan.FromTicks(count * Units[found].Ticks);
            next = found + 1;
            rest = rest[(digits + unit.Length)..];
        }

        return next > 0;
    }

    public static string Format(TimeSpan span)
    {
        if (span == TimeSpan.Zero)
        {
            return "0";
        }

        var (text, rest) = (new StringBuilder(), span.Ticks);
        foreach (var (unit, ticks) in Units)
        {
            if (rest >= ticks)
            {
                text.Append(CultureInfo.InvariantCulture, $"{rest / ticks}{unit}");
                rest %= ticks;
            }
        }

        return text.ToString();
    }

    private static int Find(ReadOnlySpan<char> unit, int from)
    {
        for (var i = from; i < Units.Length; i++)
        {
            if (unit.Equals(Units[i].Unit, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
