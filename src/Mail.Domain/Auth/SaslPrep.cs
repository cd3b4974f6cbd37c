using System.Globalization;
using System.Text;

namespace Mail.Domain.Auth;

/// <summary>
/// Prepares user names and passwords (SASLprep, RFC 4013): mapping, NFKC, prohibited characters, bidirectional check.
/// Unassigned code points are let through, and letters are sorted into left and right by the platform's Unicode data.
/// </summary>
public static class SaslPrep
{
    /// <summary>Octets of UTF-16 text that are looked at.</summary>
    public const int MaxLength = 1024;

    /// <summary>False when the text is empty, too long, not well-formed, or holds what RFC 4013 §2.3 and §2.4 prohibit.</summary>
    public static bool TryPrepare(string text, out string prepared)
    {
        prepared = string.Empty;
        if (text.Length is 0 or > MaxLength)
        {
            return false;
        }

        if (Ascii.IsValid(text))
        {
            prepared = text;
            return !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
        }

        if (!IsWellFormed(text))
        {
            return false;
        }

        prepared = Map(text).Normalize(NormalizationForm.FormKC);
        return prepared.Length != 0 && IsAllowed(prepared);
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    // RFC 4013 §2.1: other spaces become U+0020; "commonly mapped to nothing" goes (RFC 3454 B.1).
    private static string Map(string text)
    {
        var mapped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator || c == '\u200b')
            {
                mapped.Append(' ');
            }
            else if (c is not ('\u00ad' or '\u034f' or '\u1806' or '\u2060' or '\ufeff'
                or (>= '\u180b' and <= '\u180d') or (>= '\u200c' and <= '\u200d') or (>= '\ufe00' and <= '\ufe0f')))
            {
                mapped.Append(c);
            }
        }

        return mapped.ToString();
    }

    private static bool IsAllowed(string text)
    {
        var right = false;
        var left = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsProhibited(rune))
            {
                return false;
            }

            right |= IsRightToLeft(rune);
            left |= !IsRightToLeft(rune) && Rune.IsLetter(rune);
        }

        if (!right)
        {
            return true;
        }

        // RFC 3454 §6: right-to-left text holds no left-to-right letters, and begins and ends right-to-left.
        Rune.DecodeFromUtf16(text, out var first, out _);
        Rune.DecodeLastFromUtf16(text, out var last, out _);
        return !left && IsRightToLeft(first) && IsRightToLeft(last);
    }

    // RFC 3454 C.1.2, C.2, C.3, C.4, C.6, C.7, C.8, C.9; surrogates (C.5) cannot occur in runes.
    private static bool IsProhibited(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.PrivateUse => true,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.SpaceSeparator => rune.Value != ' ',
        _ => rune.Value is 0x06DD or 0x070F or 0x180E or (>= 0x200C and <= 0x200F) or (>= 0x2028 and <= 0x202E)
            or (>= 0x2060 and <= 0x2063) or (>= 0x206A and <= 0x206F) or 0xFEFF or (>= 0xFFF9 and <= 0xFFFD)
            or (>= 0x1D173 and <= 0x1D17A) or (>= 0xFDD0 and <= 0xFDEF) or (>= 0x2FF0 and <= 0x2FFB) or 0x0340 or 0x0341
            or 0xE0001 or (>= 0xE0020 and <= 0xE007F)
            || (rune.Value & 0xFFFE) == 0xFFFE,
    };

    private static bool IsRightToLeft(Rune rune) => Rune.IsLetter(rune) && rune.Value is
        (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF);
}
