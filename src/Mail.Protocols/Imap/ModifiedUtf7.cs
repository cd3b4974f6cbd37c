using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Mail.Protocols.Imap;

/// <summary>Mailbox names on the wire of IMAP4rev1: modified UTF-7 (RFC 3501 section 5.1.3).</summary>
public static class ModifiedUtf7
{
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

            var start = i;
            while (i < name.Length && name[i] is < ' ' or > '~')
            {
                i++;
            }

            var bytes = Encoding.BigEndianUnicode.GetBytes(name[start..i]);
            text.Append('&').Append(Convert.ToBase64String(bytes).TrimEnd('=').Replace('/', ',')).Append('-');
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

        var padded = new byte[(coded.Length + 3) / 4 * 4];
        padded.AsSpan().Fill((byte)'=');
        coded.CopyTo(padded);
        if (padded.AsSpan().Contains((byte)'/'))
        {
            return false;
        }

        padded.AsSpan().Replace((byte)',', (byte)'/');
        var units = new byte[padded.Length];
        if (Base64.DecodeFromUtf8(padded, units, out _, out var length) != System.Buffers.OperationStatus.Done || length % 2 != 0)
        {
            return false;
        }

        // Leftover bits must be zero, or one name would have many spellings.
        var canonical = Convert.ToBase64String(units, 0, length).AsSpan().TrimEnd('=');
        if (canonical.Length != coded.Length || !Encoding.ASCII.GetString(padded.AsSpan(0, coded.Length)).AsSpan().SequenceEqual(canonical))
        {
            return false;
        }

        return AppendUnits(units.AsSpan(0, length), text);
    }

    private static bool AppendUnits(ReadOnlySpan<byte> units, StringBuilder text)
    {
        for (var i = 0; i < units.Length; i += 2)
        {
            var unit = (char)BinaryPrimitives.ReadUInt16BigEndian(units[i..]);
            if (unit is >= ' ' and <= '~' || char.IsLowSurrogate(unit))
            {
                return false;
            }

            text.Append(unit);
            if (char.IsHighSurrogate(unit))
            {
                i += 2;
                if (i >= units.Length || !char.IsLowSurrogate((char)BinaryPrimitives.ReadUInt16BigEndian(units[i..])))
                {
                    return false;
                }

                text.Append((char)BinaryPrimitives.ReadUInt16BigEndian(units[i..]));
            }
        }

        return true;
    }
}
