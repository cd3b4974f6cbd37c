using System.Buffers.Text;

namespace Mail.Protocols.Imap;

/// <summary>Dates of IMAP (RFC 3501 section 9): <c>date</c> of SEARCH and <c>date-time</c> of APPEND and INTERNALDATE.</summary>
public static class ImapDate
{
    /// <summary>Bytes of a date-time with its quotes: <c>"17-Jul-1996 02:44:25 -0700"</c>.</summary>
    public const int DateTimeLength = 28;

    /// <summary>The earliest year of a date-time.</summary>
    public const int FirstYear = 1900;

    /// <summary>The latest year of a date-time: whatever its zone, it can be converted to another.</summary>
    public const int LastYear = 9990;

    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    /// <summary>Parses <c>1-Feb-1994</c>, without quotes.</summary>
    public static bool TryParseDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        var dash = text.IndexOf((byte)'-');
        if (dash is < 1 or > 2 || text.Length != dash + 9 || text[dash + 4] != '-')
        {
            return false;
        }

        var day = text[0] == ' ' ? text[1..dash] : text[..dash];
        return TryDigits(day, out var d) && TryMonth(text.Slice(dash + 1, 3), out var m) && TryDigits(text[(dash + 5)..], out var y)
            && TryMake(y, m, d, out date);
    }

    /// <summary>Parses <c>17-Jul-1996 02:44:25 -0700</c>, without quotes; the day may have one digit.</summary>
    public static bool TryParseDateTime(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        var end = text.Length - 15;
        if (end < 10 || text[end] != ' ' || text[end + 3] != ':' || text[end + 6] != ':' || text[end + 9] != ' '
            || !TryParseDate(text[..end], out var date)
            || !TryDigits(text.Slice(end + 1, 2), out var hour) || !TryDigits(text.Slice(end + 4, 2), out var minute)
            || !TryDigits(text.Slice(end + 7, 2), out var second) || hour > 23 || minute > 59 || second > 60
            || text[end + 10] is not ((byte)'+' or (byte)'-') || !TryDigits(text.Slice(end + 11, 4), out var zone)
            || zone > 1400 || zone % 100 > 59 || date.Year is < FirstYear or > LastYear)
        {
            return false;
        }

        var offset = new TimeSpan(zone / 100, zone % 100, 0);
        // A leap second has no place in DateTimeOffset; the second before it is near enough.
        var time = date.ToDateTime(new TimeOnly(hour, minute, Math.Min(second, 59)));
        value = new DateTimeOffset(time, text[end + 10] == '-' ? -offset : offset);
        return true;
    }

    /// <summary>Writes a date-time with quotes; returns <see cref="DateTimeLength"/>.</summary>
    public static int Format(DateTimeOffset value, Span<byte> target)
    {
        target[0] = target[27] = (byte)'"';
        Two(value.Day, target[1..]);
        if (value.Day < 10)
        {
            target[1] = (byte)' ';
        }

        target[3] = target[7] = (byte)'-';
        Months.Slice((value.Month - 1) * 3, 3).CopyTo(target[4..]);
        Two(value.Year / 100, target[8..]);
        Two(value.Year % 100, target[10..]);
        target[12] = target[21] = (byte)' ';
        Two(value.Hour, target[13..]);
        Two(value.Minute, target[16..]);
        Two(value.Second, target[19..]);
        target[15] = target[18] = (byte)':';
        var minutes = (int)value.Offset.TotalMinutes;
        target[22] = minutes < 0 ? (byte)'-' : (byte)'+';
        Two(Math.Abs(minutes) / 60, target[23..]);
        Two(Math.Abs(minutes) % 60, target[25..]);
        return DateTimeLength;
    }

    private static void Two(int value, Span<byte> target)
    {
        target[0] = (byte)('0' + (value / 10));
        target[1] = (byte)('0' + (value % 10));
    }

    private static bool TryMake(int year, int month, int day, out DateOnly date)
    {
        var valid = year is >= 1 and <= 9999 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = valid ? new DateOnly(year, month, day) : default;
        return valid;
    }

    private static bool TryMonth(ReadOnlySpan<byte> text, out int month)
    {
        for (month = 1; month <= 12; month++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(text, Months.Slice((month - 1) * 3, 3)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        return !text.IsEmpty && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;
    }
}
