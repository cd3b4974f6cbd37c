using System.Globalization;

namespace Mail.Mime;

/// <summary>Dates of mail (RFC 5322 section 3.3, obsolete forms of 4.3) and the broken forms that are common.</summary>
public static class MailDate
{
    /// <summary>Reads a raw date value. False where no day, month and year can be told or a number is out of range.</summary>
    public static bool TryParse(ReadOnlySpan<byte> rawValue, out DateTimeOffset date)
    {
        // Longer values are no dates.
        var reader = new DateTokens(rawValue[..Math.Min(rawValue.Length, 256)]);
        return reader.TryRead(out date);
    }

    /// <summary>The form of RFC 5322 section 3.3, 31 octets at most: "Thu, 05 Mar 2026 09:07:01 +0100".</summary>
    public static string Format(DateTimeOffset date)
    {
        string zone = date.Offset < TimeSpan.Zero ? "-" : "+";
        return date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + zone + date.Offset.ToString("hhmm", CultureInfo.InvariantCulture);
    }
}
