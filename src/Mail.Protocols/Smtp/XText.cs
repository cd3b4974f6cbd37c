using System.Text;

namespace Mail.Protocols.Smtp;

/// <summary>The xtext encoding of RFC 3461 §4: printable ASCII, with <c>+XX</c> for what is not.</summary>
public static class XText
{
    /// <summary>Decodes; false for a malformed escape or a result that is not printable ASCII (no spaces unless allowed).</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, bool allowSpace, out string decoded)
    {
        decoded = string.Empty;
        if (text.Length > SmtpLimits.OriginalRecipient)
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == '+')
            {
                // RFC 3461 §4: the two hexadecimal digits are upper case.
                if (i + 2 >= text.Length || !TryHex(text[i + 1], out var high) || !TryHex(text[i + 2], out var low))
                {
                    return false;
                }

                b = (byte)((high << 4) | low);
                i += 2;
            }
            else if (b == '=')
            {
                return false;
            }

            if (b is < 0x20 or > 0x7e || (b == ' ' && !allowSpace))
            {
                return false;
            }

            plain[length++] = b;
        }

        decoded = Encoding.ASCII.GetString(plain[..length]);
        return true;
    }

    /// <summary>Encodes printable ASCII; anything else becomes a question mark, which no address of an earlier host should hold.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c is '+' or '=' or ' ' ? encoded.Append('+').Append(((int)c).ToString("X2", System.Globalization.CultureInfo.InvariantCulture))
                : encoded.Append(c is > ' ' and <= '~' ? c : '?');
        }

        return encoded.ToString();
    }

    private static bool TryHex(byte b, out int value)
    {
        value = b switch
        {
            >= (byte)'0' and <= (byte)'9' => b - '0',
            >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
            _ => -1,
        };
        return value >= 0;
    }
}
