using System.Text;

namespace Mail.Mime.Compose;

/// <summary>Writes text as encoded words in UTF-8 of at most 75 octets, whole characters in each (RFC 2047 sections 2 and 5).</summary>
internal static class EncodedWordEncoder
{
    private const int MaxWord = 75;
    private const int Frame = 12;

    /// <param name="text">Any text.</param>
    /// <param name="firstRoom">Octets that the first word may take.</param>
    public static List<string> Encode(string text, int firstRoom)
    {
        bool base64 = PrefersBase64(text);
        var words = new List<string>();
        var octets = new List<byte>();
        int room = Math.Clamp(firstRoom, 32, MaxWord) - Frame;
        int used = 0;
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            ReadOnlySpan<byte> character = utf8[..rune.EncodeToUtf8(utf8)];
            int cost = base64 ? Base64Length(octets.Count + character.Length) : used + QLength(character);
            if (cost > room)
            {
                words.Add(Word(octets, base64));
                octets.Clear();
                room = MaxWord - Frame;
                cost = base64 ? Base64Length(character.Length) : QLength(character);
            }

            used = cost;
            octets.AddRange(character);
        }

        words.Add(Word(octets, base64));
        return words;
    }

    private static bool PrefersBase64(string text)
    {
        byte[] octets = Encoding.UTF8.GetBytes(text);
        return QLength(octets) > Base64Length(octets.Length);
    }

    private static int Base64Length(int octets) => (octets + 2) / 3 * 4;

    private static int QLength(ReadOnlySpan<byte> octets)
    {
        int length = 0;
        foreach (byte octet in octets)
        {
            length += octet == (byte)' ' || IsSafe(octet) ? 1 : 3;
        }

        return length;
    }

    // The set that is allowed in a phrase, the narrowest of all places (RFC 2047 section 5, rule 3).
    private static bool IsSafe(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'!' or (byte)'*' or (byte)'+' or (byte)'-' or (byte)'/';

    private static string Word(List<byte> octets, bool base64)
    {
        if (base64)
        {
            return $"=?utf-8?b?{Convert.ToBase64String([.. octets])}?=";
        }

        var q = new StringBuilder("=?utf-8?q?");
        foreach (byte octet in octets)
        {
            _ = octet == (byte)' ' ? q.Append('_') : IsSafe(octet) ? q.Append((char)octet) : q.Append('=').Append(octet.ToString("X2", null));
        }

        return q.Append("?=").ToString();
    }
}
