using System.Globalization;
using System.Text;
using Spectre.Console;

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

    /// <summary>As much of a text as fits into some columns of a terminal, with '…' where something was cut.</summary>
    public static string Cut(string text, int columns)
    {
        if (columns <= 0 || text.GetCellWidth() <= columns)
        {
            return text;
        }

        var (cut, used) = (new StringBuilder(), 1);
        for (var letters = StringInfo.GetTextElementEnumerator(text); letters.MoveNext();)
        {
            if ((used += letters.GetTextElement().GetCellWidth()) > columns)
            {
                break;
            }

            cut.Append(letters.Current);
        }

        return cut.Append('…').ToString();
    }

    private static bool IsHarmful(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
