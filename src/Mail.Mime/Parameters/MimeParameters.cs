using System.Buffers;
using System.Collections;
using System.Text;

namespace Mail.Mime.Parameters;

/// <summary>The parameters of a field in order of appearance, continuations joined and extended values decoded (RFC 2231).</summary>
public sealed class MimeParameters : IReadOnlyList<MimeParameter>
{
    private readonly List<MimeParameter> _list = [];

    private MimeParameters()
    {
    }

    public static MimeParameters Empty { get; } = new();

    public int Count => _list.Count;

    public MimeParameter this[int index] => _list[index];

    /// <summary>The decoded value of a parameter, name without case; null where absent.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (MimeParameter parameter in _list)
            {
                if (parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return parameter.Value;
                }
            }

            return null;
        }
    }

    public IEnumerator<MimeParameter> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static MimeParameters Parse(ReadOnlySpan<byte> text)
    {
        List<RawParameter> raw = new ParameterReader(text).ReadAll();
        if (raw.Count == 0)
        {
            return Empty;
        }

        var result = new MimeParameters();
        for (int i = 0; i < raw.Count; i++)
        {
            string name = raw[i].Name;
            if (raw.FindIndex(p => p.Name == name) < i)
            {
                continue;
            }

            bool alone = raw[i] is { Section: < 0, IsExtended: false } && raw.FindIndex(i + 1, p => p.Name == name) < 0;
            MimeParameter? parameter = alone ? Plain(name, raw[i].Value) : Combine(name, raw.FindAll(p => p.Name == name));
            if (parameter is not null)
            {
                result._list.Add(parameter);
            }
        }

        return result;
    }

    private static MimeParameter? Combine(string name, List<RawParameter> pieces)
    {
        // An extended value goes before the plain one that is sent along for old readers (RFC 6266 section 4.3 by analogy).
        RawParameter[] sections = [.. pieces.Where(p => p.Section >= 0).OrderBy(p => p.Section)];
        int used = 0;
        while (used < sections.Length && sections[used].Section == used)
        {
            used++;
        }

        int single = pieces.FindIndex(p => p.Section < 0 && p.IsExtended);
        int plain = pieces.FindIndex(p => p.Section < 0 && !p.IsExtended);
        return single >= 0 ? Extended(name, [pieces[single]])
            : used > 0 ? Extended(name, sections.AsSpan(0, used))
            : plain >= 0 ? Plain(name, pieces[plain].Value)
            : null;
    }

    private static MimeParameter Plain(string name, byte[] value) =>
        new(name, HeaderText.Decode(value), Encoding.Latin1.GetBytes(name), value);

    private static MimeParameter Extended(string name, ReadOnlySpan<RawParameter> sections)
    {
        var wire = new ArrayBufferWriter<byte>();
        var octets = new ArrayBufferWriter<byte>();
        bool anyExtended = false;
        foreach (RawParameter section in sections)
        {
            anyExtended |= section.IsExtended;
        }

        string? charset = null;
        for (int i = 0; i < sections.Length; i++)
        {
            ReadOnlySpan<byte> value = sections[i].Value;
            if (i == 0 && anyExtended)
            {
                int prefix = sections[0].IsExtended ? CharsetPrefix(value, out charset) : 0;
                wire.Write(prefix > 0 ? value[..prefix] : "''"u8);
                value = value[prefix..];
            }

            Append(value, sections[i].IsExtended, anyExtended, wire, octets);
        }

        string decoded = charset is null && !anyExtended ? HeaderText.Decode(octets.WrittenSpan) : Charsets.Decode(octets.WrittenSpan, charset);
        string wireName = anyExtended ? name + "*" : name;
        return new MimeParameter(name, decoded, Encoding.Latin1.GetBytes(wireName), wire.WrittenSpan.ToArray());
    }

    private static int CharsetPrefix(ReadOnlySpan<byte> value, out string? charset)
    {
        int first = value.IndexOf((byte)'\'');
        int second = first < 0 ? -1 : value[(first + 1)..].IndexOf((byte)'\'');
        charset = second < 0 ? null : Encoding.Latin1.GetString(value[..first]);
        return second < 0 ? 0 : first + second + 2;
    }

    private static void Append(
        ReadOnlySpan<byte> value, bool isExtended, bool escapeOnWire, ArrayBufferWriter<byte> wire, ArrayBufferWriter<byte> octets)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (isExtended && value[i] == (byte)'%' && i + 2 < value.Length && HexDigit.TryPair(value[i + 1], value[i + 2], out byte octet))
            {
                wire.Write(value.Slice(i, 3));
                octets.Write([octet]);
                i += 2;
                continue;
            }

            octets.Write(value.Slice(i, 1));
            if (escapeOnWire && !isExtended && !char.IsAsciiLetterOrDigit((char)value[i]) && value[i] is not ((byte)'.' or (byte)'-' or (byte)'_'))
            {
                wire.Write(Encoding.ASCII.GetBytes($"%{value[i]:X2}"));
            }
            else
            {
                wire.Write(value.Slice(i, 1));
            }
        }
    }
}
