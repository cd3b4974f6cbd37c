using System.Text;

namespace Mail.Protocols.Imap;

/// <summary>Mailbox names on the wire of IMAP4rev1: modified UTF-7 (RFC 3501 section 5.1.3).</summary>
public static class ModifiedUtf7
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

    /// <summary>The wire form of a name; lone surrogates become U+FFFD.</summary>
    public static string Encode(string name)
    {
        if (name.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !name.Contains('&', StringComparison.Ordinal))
        {
            return name;
        }

        var text = new StringBuilder(name.Length + 16);
        for (var i = 0; i < name.Length;)
        {
            if (name[i] is >= ' ' and <= '~')
            {
                text.Append(name[i] == '&' ? "&-" : name[i].ToString());
                i++;
                continue;
            }

            text.Append('&');
            i = AppendShifted(name, i, text);
            text.Append('-');
        }

        return text.ToString();
    }

    /// <summary>
    /// The name of a wire form; false for what is not modified UTF-7: 8-bit bytes, an open shift, printable ASCII in base64,
    /// bits left over, lone surrogates, base64 that ends only to begin again. Being strict here gives each name one spelling.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> wire, out string name)
    {
        name = "";
        if (wire.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7e) >= 0)
        {
            return false;
        }

        if (!wire.Contains((byte)'&'))
        {
            name = Encoding.ASCII.GetString(wire);
            return true;
        }

        var text = new StringBuilder(wire.Length);
        while (!wire.IsEmpty)
        {
            var shift = wire.IndexOf((byte)'&');
            if (shift < 0)
            {
                text.Append(Encoding.ASCII.GetString(wire));
                break;
            }

            text.Append(Encoding.ASCII.GetString(wire[..shift]));
            wire = wire[(shift + 1)..];
            var end = wire.IndexOf((byte)'-');
            if (end < 0 || !TryDecodeShifted(wire[..end], text))
            {
                return false;
            }

            wire = wire[(end + 1)..];
            // RFC 3501 section 5.1.3: no superfluous shifts; two base64 runs side by side are one.
            if (end > 0 && wire is [(byte)'&', not (byte)'-', ..])
            {
                return false;
            }
        }

        name = text.ToString();
        return true;
    }

    private static bool TryDecodeShifted(ReadOnlySpan<byte> coded, StringBuilder text)
    {
        if (coded.IsEmpty)
        {
            text.Append('&');
            return true;
        }

        var (bits, count, high) = (0u, 0, false);
        foreach (var octet in coded)
        {
            var value = Alphabet.IndexOf((char)octet);
            if (value < 0)
            {
                return false;
            }

            (bits, count) = ((bits << 6) | (uint)value, count + 6);
            if (count < 16)
            {
                continue;
            }

            count -= 16;
            var unit = (char)(bits >> count);
            bits &= (1u << count) - 1;
            if (unit is >= ' ' and <= '~' || char.IsLowSurrogate(unit) != high)
            {
                return false;
            }

            high = char.IsHighSurrogate(unit);
            text.Append(unit);
        }

        // What is left must be less than a character of base64, and zero, or one name would have many spellings.
        return !high && count < 6 && bits == 0;
    }

    /// <summary>Appends the characters from <paramref name="i"/> on that need base64; returns where they end.</summary>
    private static int AppendShifted(string name, int i, StringBuilder text)
    {
        var (bits, count) = (0u, 0);
        for (; i < name.Length && name[i] is < ' ' or > '~'; i++)
        {
            var isWhole = !char.IsSurrogate(name[i])
                || (char.IsHighSurrogate(name[i]) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
                || (char.IsLowSurrogate(name[i]) && i > 0 && char.IsHighSurrogate(name[i - 1]));
            (bits, count) = ((bits << 16) | (isWhole ? name[i] : '\uFFFD'), count + 16);
            while (count >= 6)
            {
                count -= 6;
                text.Append(Alphabet[(int)(bits >> count) & 63]);
            }

            bits &= (1u << count) - 1;
        }

        if (count > 0)
        {
            text.Append(Alphabet[(int)(bits << (6 - count)) & 63]);
        }

        return i;
    }
}
