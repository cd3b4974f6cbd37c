using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Mail.Protocols.Dns;

/// <summary>An answer of a resolver (RFC 1035 §4.1): what is needed of it.</summary>
/// <param name="Id">As in the question.</param>
/// <param name="Code">RCODE.</param>
/// <param name="IsTruncated">TC: ask again over TCP.</param>
/// <param name="QuestionName">Name that was asked, lower case.</param>
/// <param name="QuestionType">Type that was asked.</param>
/// <param name="Answers">The answer section; records of other types than are read are left out.</param>
public sealed record DnsMessage(
    ushort Id, DnsResponseCode Code, bool IsTruncated, string QuestionName, DnsRecordType QuestionType, IReadOnlyList<DnsRecord> Answers)
{
    private const int HeaderLength = 12;
    private const int MaxName = 255;
    private const int MaxAnswers = 500;
    private const int MaxJumps = 64;

    /// <summary>Writes a question with recursion desired. False if the name is none.</summary>
    /// <param name="id">Unpredictable, to be compared with the answer's.</param>
    /// <param name="name">In A-label form.</param>
    /// <param name="type">What is asked for.</param>
    /// <param name="question">The octets.</param>
    public static bool TryWriteQuestion(ushort id, string name, DnsRecordType type, out byte[] question)
    {
        question = [];
        var labels = name.TrimEnd('.').Split('.');
        if (name.Length is 0 or > 253 || !Ascii.IsValid(name) || labels.Any(l => l.Length is 0 or > 63))
        {
            return false;
        }

        var output = new List<byte>(name.Length + 18) { (byte)(id >> 8), (byte)id, 0x01, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
        foreach (var label in labels)
        {
            output.Add((byte)label.Length);
            output.AddRange(Encoding.ASCII.GetBytes(label));
        }

        output.AddRange([0, 0, (byte)type, 0, 1]);
        question = [.. output];
        return true;
    }

    /// <summary>Reads an answer; false for anything that is not a whole, well-formed one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out DnsMessage? read)
    {
        read = null;
        if (message.Length < HeaderLength || (message[2] & 0x80) == 0 || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1)
        {
            return false;
        }

        var at = HeaderLength;
        if (!TryName(message, ref at, out var asked) || at + 4 > message.Length)
        {
            return false;
        }

        var type = (DnsRecordType)BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
        at += 4;
        var truncated = (message[2] & 0x02) != 0;
        var answers = new List<DnsRecord>();
        for (int i = 0, count = BinaryPrimitives.ReadUInt16BigEndian(message[6..]); i < count && !truncated; i++)
        {
            if (i == MaxAnswers || !TryRecord(message, ref at, answers))
            {
                return false;
            }
        }

        read = new DnsMessage(
            BinaryPrimitives.ReadUInt16BigEndian(message), (DnsResponseCode)(message[3] & 0x0F), truncated, asked, type, answers);
        return true;
    }

    private static bool TryRecord(ReadOnlySpan<byte> message, ref int at, List<DnsRecord> answers)
    {
        if (!TryName(message, ref at, out var name) || at + 10 > message.Length)
        {
            return false;
        }

        var type = (DnsRecordType)BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
        var record = new DnsRecord(name, type, BinaryPrimitives.ReadUInt32BigEndian(message[(at + 4)..]));
        var length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
        var data = at + 10;
        at = data + length;
        if (at > message.Length)
        {
            return false;
        }

        switch (type)
        {
            case DnsRecordType.A or DnsRecordType.Aaaa:
                if (length != (type == DnsRecordType.A ? 4 : 16))
                {
                    return false;
                }

                answers.Add(record with { Address = new IPAddress(message.Slice(data, length)) });
                return true;
            case DnsRecordType.Mx:
                var exchange = data + 2;
                if (length < 3 || !TryName(message, ref exchange, out var host) || exchange != at)
                {
                    return false;
                }

                answers.Add(record with { Preference = BinaryPrimitives.ReadUInt16BigEndian(message[data..]), Host = host });
                return true;
            case DnsRecordType.Cname:
                if (!TryName(message, ref data, out var alias) || data != at)
                {
                    return false;
                }

                answers.Add(record with { Host = alias });
                return true;
            default:
                return true;
        }
    }

    /// <summary>RFC 1035 §4.1.4. Pointers lead backwards only, so every name ends.</summary>
    private static bool TryName(ReadOnlySpan<byte> message, ref int at, out string name)
    {
        name = "";
        var text = new StringBuilder();
        var (position, jumped, jumps, limit) = (at, false, 0, message.Length);
        while (position < limit)
        {
            int length = message[position];
            if (length == 0)
            {
                at = jumped ? at : position + 1;
                name = text.ToString();
                return true;
            }

            if (length >= 0xC0)
            {
                if (position + 1 >= message.Length || ++jumps > MaxJumps)
                {
                    return false;
                }

                var target = ((length & 0x3F) << 8) | message[position + 1];
                if (target >= position)
                {
                    return false;
                }

                at = jumped ? at : position + 2;
                (position, jumped) = (target, true);
                continue;
            }

            if (length > 63 || position + 1 + length > limit || text.Length + length + 1 > MaxName)
            {
                return false;
            }

            Append(text, message.Slice(position + 1, length));
            position += 1 + length;
        }

        return false;
    }

    private static void Append(StringBuilder text, ReadOnlySpan<byte> label)
    {
        if (text.Length > 0)
        {
            text.Append('.');
        }

        foreach (var b in label)
        {
            // A dot or anything unprintable inside a label fits no host name that is used here.
            text.Append(b is > 0x20 and < 0x7f and not (byte)'.' ? char.ToLowerInvariant((char)b) : '?');
        }
    }
}
