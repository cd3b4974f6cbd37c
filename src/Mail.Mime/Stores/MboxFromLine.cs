using System.Globalization;
using System.Text;

namespace Mail.Mime;

/// <summary>The line that begins each message of an mbox file (RFC 4155 appendix A): <c>From ADDRESS DATE</c>, the date as asctime writes it.</summary>
public static class MboxFromLine
{
    private const int Longest = 1000;
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static bool Begins(ReadOnlySpan<byte> line) => line.StartsWith("From "u8);

    /// <summary>The moment it names, UTC unless a numeric zone says otherwise; null if it is no such line.</summary>
    public static DateTimeOffset? ReadDate(ReadOnlySpan<byte> line)
    {
        if (!Begins(line) || line.Length > Longest)
        {
            return null;
        }

        var words = Encoding.Latin1.GetString(line[5..]).Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = words.Length - 4; i >= 0; i--)
        {
            // Month, day, time; the year behind them, perhaps with a zone before or after it.
            var month = Array.IndexOf(Months, words[i]) + 1;
            if (month > 0 && int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var day) && words[i + 2].Contains(':', StringComparison.Ordinal))
            {
                return Moment(month, day, words[i + 2], words[(i + 3)..]);
            }
        }

        return null;
    }

    private static DateTimeOffset? Moment(int month, int day, string time, string[] rest)
    {
        var year = rest.Take(2).FirstOrDefault(w => w.Length == 4 && w.All(char.IsAsciiDigit));
        if (year is null || !TimeSpan.TryParse(time, CultureInfo.InvariantCulture, out var at) || at >= TimeSpan.FromDays(1) || at < TimeSpan.Zero)
        {
            return null;
        }

        var number = int.Parse(year, CultureInfo.InvariantCulture);
        if (number is < 1970 or > 9998 || day < 1 || day > DateTime.DaysInMonth(number, month))
        {
            return null;
        }

        var zone = rest.Take(2).FirstOrDefault(w => w.Length == 5 && w[0] is '+' or '-') is { } text
            && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits % 100 < 60 && digits <= 1400
            ? new TimeSpan(digits / 100, digits % 100, 0) * (text[0] == '-' ? -1 : 1)
            : TimeSpan.Zero;
        return new DateTimeOffset(new DateTime(number, month, day, 0, 0, 0) + at, zone).ToUniversalTime();
    }
}
