using System.Globalization;
using System.Text;

namespace Mail.Silo.Cli.Output;

/// <summary>Text on its way to a terminal: what strangers wrote into a message must not steer it.</summary>
internal static class DisplayText
{
    /// <summary>Control and formatting characters become '·'; line ends become spaces.</summary>
    public static string Safe(string text)
    {
        if (!text.EnumerateRunes().Any(IsHarmful))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            safe.Append(rune.Value is '\n' or '\r' or '\t' ? ' ' : IsHarmful(rune) ? '·' : rune.ToString());
        }

        return safe.ToString();
    }

    /// <summary>As <see cref="Safe"/>, with the line ends kept.</summary>
    public static string SafeLines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Safe));

    /// <summary>Columns of a terminal that a text takes.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(Width);

    /// <summary>As much of a text as fits into some columns, with '…' where something was cut.</summary>
    public static string Cut(string text, int columns)
    {
        if (columns <= 0 || Width(text) <= columns)
        {
            return text;
        }

        var (cut, used) = (new StringBuilder(), 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((used += Width(rune)) > columns)
            {
                break;
            }

            cut.Append(rune);
        }

        return cut.Append('…').ToString();
    }

    private static bool IsHarmful(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;

    // Wide and fullwidth characters of East Asian Width (Unicode Standard Annex 11), and pictographs.
    private static int Width(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF)
            or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1,
    };
}
