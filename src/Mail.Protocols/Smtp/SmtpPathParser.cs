using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Unicode;

namespace Mail.Protocols.Smtp;

/// <summary>Reads one <c>&lt;path&gt;</c> (RFC 5321 §4.1.2); source routes are read over (§4.1.1.3, appendix C).</summary>
internal static class SmtpPathParser
{
    internal enum Outcome
    {
        Ok,
        Malformed,
        TooLong,
    }

    /// <param name="input">Begins with <c>&lt;</c>.</param>
    /// <param name="path">The path; null path for <c>&lt;&gt;</c>.</param>
    /// <param name="length">Octets taken from the input, brackets included.</param>
    public static Outcome Parse(ReadOnlySpan<byte> input, out SmtpPath path, out int length)
    {
        path = SmtpPath.Null;
        length = 0;
        if (input.IsEmpty || input[0] != '<')
        {
            return Outcome.Malformed;
        }

        if (input.Length > 1 && input[1] == '>')
        {
            length = 2;
            return Outcome.Ok;
        }

        var position = SkipSourceRoute(input, 1);
        if (position < 0)
        {
            return Outcome.Malformed;
        }

        var start = position;
        if (!TryLocalPart(input, ref position, out var local))
        {
            return Outcome.Malformed;
        }

        if (position < input.Length && input[position] == '>')
        {
            length = position + 1;
            path = new SmtpPath(local, string.Empty);
            return local.Equals("postmaster", StringComparison.OrdinalIgnoreCase) ? Outcome.Ok : Outcome.Malformed;
        }

        if (position >= input.Length || input[position] != '@')
        {
            return Outcome.Malformed;
        }

        var localLength = position - start;
        var domainStart = ++position;
        if (!TryDomain(input, ref position) || position >= input.Length || input[position] != '>')
        {
            return Outcome.Malformed;
        }

        length = position + 1;
        if (localLength > SmtpLimits.LocalPart + 2 || position - domainStart > SmtpLimits.Domain || position - start > SmtpLimits.Path)
        {
            return Outcome.TooLong;
        }

        path = new SmtpPath(local, Encoding.UTF8.GetString(input[domainStart..position]));
        return Outcome.Ok;
    }

    /// <summary>True when the whole span is a domain or an address literal.</summary>
    public static bool IsDomain(ReadOnlySpan<byte> text)
    {
        var position = 0;
        return text.Length <= SmtpLimits.Domain && TryDomain(text, ref position) && position == text.Length;
    }

    private static int SkipSourceRoute(ReadOnlySpan<byte> input, int position)
    {
        if (position >= input.Length || input[position] != '@')
        {
            return position;
        }

        while (position < input.Length && input[position] == '@')
        {
            position++;
            if (!TryDomain(input, ref position) || position >= input.Length)
            {
                return -1;
            }

            if (input[position] == ':')
            {
                return position + 1;
            }

            if (input[position++] != ',')
            {
                return -1;
            }
        }

        return -1;
    }

    private static bool TryLocalPart(ReadOnlySpan<byte> input, ref int position, out string local)
    {
        local = string.Empty;
        if (position >= input.Length)
        {
            return false;
        }

        if (input[position] == '"')
        {
            return TryQuoted(input, ref position, out local);
        }

        var start = position;
        var atoms = true;
        while (position < input.Length && (input[position] == '.' || SmtpSyntax.IsAtext(input[position])))
        {
            var dot = input[position] == '.';
            if (dot && (position == start || input[position - 1] == '.'))
            {
                atoms = false;
            }

            position++;
        }

        var text = input[start..position];
        if (text.IsEmpty || !atoms || text[^1] == '.' || !Utf8.IsValid(text))
        {
            return false;
        }

        local = Encoding.UTF8.GetString(text);
        return true;
    }

    private static bool TryQuoted(ReadOnlySpan<byte> input, ref int position, out string local)
    {
        local = string.Empty;
        Span<byte> plain = stackalloc byte[SmtpLimits.LocalPart];
        var length = 0;
        for (position++; position < input.Length; position++)
        {
            var b = input[position];
            if (b == '"')
            {
                position++;
                if (!Utf8.IsValid(plain[..length]))
                {
                    return false;
                }

                local = Encoding.UTF8.GetString(plain[..length]);
                return true;
            }

            if (b == '\\' && ++position < input.Length)
            {
                b = input[position];
                if (b >= 0x80)
                {
                    return false;
                }
            }

            if (b < 0x20 || b == 0x7f || length == plain.Length)
            {
                return false;
            }

            plain[length++] = b;
        }

        return false;
    }

    private static bool TryDomain(ReadOnlySpan<byte> input, ref int position)
    {
        if (position < input.Length && input[position] == '[')
        {
            return TryLiteral(input, ref position);
        }

        var start = position;
        while (TryLabel(input, ref position))
        {
            if (position >= input.Length || input[position] != '.')
            {
                return Utf8.IsValid(input[start..position]);
            }

            position++;
        }

        return false;
    }

    private static bool TryLabel(ReadOnlySpan<byte> input, ref int position)
    {
        const int maxAsciiLabel = 63;
        const int maxUtf8Label = 252;
        var start = position;
        var ascii = true;
        while (position < input.Length && SmtpSyntax.IsLabelByte(input[position]))
        {
            ascii &= input[position++] < 0x80;
        }

        var label = input[start..position];
        return !label.IsEmpty && label[0] != '-' && label[^1] != '-' && label.Length <= (ascii ? maxAsciiLabel : maxUtf8Label);
    }

    // RFC 5321 §4.1.3: dotted quad or IPv6:…; other tags are not registered.
    private static bool TryLiteral(ReadOnlySpan<byte> input, ref int position)
    {
        const int maxLiteral = 64;
        var end = input[position..].IndexOf((byte)']');
        if (end < 0 || end > maxLiteral)
        {
            return false;
        }

        var text = input.Slice(position + 1, end - 1);
        position += end + 1;
        var v6 = text.Length > 5 && Ascii.EqualsIgnoreCase(text[..5], "IPv6:"u8);
        if (v6)
        {
            text = text[5..];
        }

        return !text.ContainsAny((byte)'%', (byte)'[')
            && IPAddress.TryParse(text, out var address)
            && address.AddressFamily == (v6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork)
            && (v6 || text.Count((byte)'.') == 3);
    }
}
