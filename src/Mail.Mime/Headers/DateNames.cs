using System.Text;

namespace Mail.Mime;

/// <summary>Names of months and zones in dates.</summary>
internal static class DateNames
{
    /// <summary>1 to 12 for an English month, short or long; 0 otherwise.</summary>
    public static int Month(ReadOnlySpan<byte> word)
    {
        if (word.Length is < 3 or > 9)
        {
            return 0;
        }

        for (int i = 0; i < Months.Length; i++)
        {
            if (Months[i].Length >= word.Length && Ascii.EqualsIgnoreCase(word, Months[i].AsSpan(0, word.Length)))
            {
                return i + 1;
            }
        }

        return Ascii.EqualsIgnoreCase(word, "Sept") ? 9 : 0;
    }

    /// <summary>
    /// Offset in minutes of the zone names of RFC 5322 section 4.3 and some common ones. The military letters were defined backwards in
    /// RFC 822 and mean nothing certain, so only Z is known.
    /// </summary>
    public static bool TryZone(ReadOnlySpan<byte> word, out int minutes)
    {
        minutes = 0;
        if (word.Length is 0 or > 4)
        {
            return false;
        }

        Span<char> upper = stackalloc char[word.Length];
        Ascii.ToUpper(word, upper, out _);
        int? found = (ReadOnlySpan<char>)upper switch
        {
            "UT" or "UTC" or "GMT" or "Z" or "WET" => 0,
            "EST" => -300,
            "EDT" => -240,
            "CST" => -360,
            "CDT" => -300,
            "MST" => -420,
            "MDT" => -360,
            "PST" => -480,
            "PDT" => -420,
            "BST" or "CET" or "MET" => 60,
            "CEST" or "MEST" or "EET" => 120,
            "EEST" or "MSK" => 180,
            "JST" or "KST" => 540,
            _ => null,
        };
        minutes = found ?? 0;
        return found is not null;
    }

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];
}
