using System.Text;
using System.Text.Unicode;

namespace Mail.Mime;

/// <summary>Character sets by their MIME names and the aliases seen in mail.</summary>
public static class Charsets
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1;

    /// <summary>The encoding of a charset name, or null for one that is unknown. Undecodable octets become U+FFFD.</summary>
    public static Encoding? Find(string? name)
    {
        string key = (name ?? "").Trim().Trim('"', '\'').ToLowerInvariant();
        if (key.Length is 0 or > 64)
        {
            return null;
        }

        try
        {
            return Alias(key) ?? CodePagesEncodingProvider.Instance.GetEncoding(key);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Text in the named charset; where the name is unknown or absent, UTF-8 when valid, else windows-1252.</summary>
    public static string Decode(ReadOnlySpan<byte> octets, string? charset)
    {
        Encoding? encoding = Find(charset);

        // us-ascii is what senders write who never thought of a charset.
        return encoding is null || encoding.CodePage == 20127 ? DecodeUnlabelled(octets) : encoding.GetString(octets);
    }

    /// <summary>Text of octets without a charset: UTF-8 when valid (RFC 6532), else windows-1252.</summary>
    public static string DecodeUnlabelled(ReadOnlySpan<byte> octets) => Guess(octets).GetString(octets);

    internal static Encoding Guess(ReadOnlySpan<byte> octets) => Utf8.IsValid(octets) ? Encoding.UTF8 : Windows1252;

    /// <summary>Guesses from a first chunk, whose last character may be cut off.</summary>
    internal static Encoding GuessFromStart(ReadOnlySpan<byte> octets)
    {
        int end = octets.Length;
        while (end > 0 && octets.Length - end < 4 && (octets[end - 1] & 0xC0) == 0x80)
        {
            end--;
        }

        return Guess(end > 0 && octets[end - 1] >= 0xC0 ? octets[..(end - 1)] : octets);
    }

    // WHATWG's encoding standard and long practice: labels that stand for a superset.
    private static Encoding? Alias(string key) => key switch
    {
        "utf-8" or "utf8" or "unicode-1-1-utf-8" or "x-unicode20utf8" or "utf-8mb4" or "utf8mb4" => Encoding.UTF8,
        "us-ascii" or "ascii" or "ansi_x3.4-1968" or "646" or "iso646-us" => Encoding.ASCII,
        "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "latin-1" or "l1" or "cp1252" or "cp-1252" or "windows1252" => Windows1252,
        "utf-16" or "utf16" or "utf-16le" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        "utf-32" or "utf-32le" => Encoding.UTF32,
        "iso-8859-8-i" or "iso-8859-8-e" => CodePage(28598),
        "iso-8859-11" or "tis-620" or "tis620" => CodePage(874),
        "iso-8859-16" => CodePage(28605),
        "gb2312" or "gbk" or "x-gbk" or "cp936" or "gb_2312-80" or "chinese" => CodePage(54936),
        "ks_c_5601-1987" or "ks_c_5601-1989" or "euc-kr" or "cp949" or "korean" => CodePage(949),
        "shift_jis" or "shift-jis" or "x-sjis" or "sjis" or "ms_kanji" or "cp932" or "windows-31j" => CodePage(932),
        "big5" or "big5-hkscs" or "cp950" => CodePage(950),
        "koi8" or "koi8-r" or "koi8r" => CodePage(20866),
        "cp1250" => CodePage(1250),
        "cp1251" or "win-1251" => CodePage(1251),
        "cp1253" => CodePage(1253),
        "cp1254" => CodePage(1254),
        "cp1255" => CodePage(1255),
        "cp1256" => CodePage(1256),
        "cp1257" => CodePage(1257),
        _ when key.StartsWith("iso8859-", StringComparison.Ordinal) || key.StartsWith("iso_8859-", StringComparison.Ordinal) => Find("iso-8859-" + key[(key.IndexOf('-', StringComparison.Ordinal) + 1)..]),
        _ => null,
    };

    private static Encoding? CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number);
}
