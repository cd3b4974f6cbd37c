using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mail.Protocols.Imap;

/// <summary>The section of BODY[…] and what is fetched of it.</summary>
internal static class SectionParser
{
    private const int DeepestPart = 100;
    private const int MostFields = 200;

    public static FetchSection? Rfc822(ref ImapReader reader) =>
        reader.Keyword("RFC822.HEADER"u8) ? new FetchSection { Kind = SectionKind.Header, Peek = true, Label = "RFC822.HEADER"u8.ToArray() }
        : reader.Keyword("RFC822.TEXT"u8) ? new FetchSection { Kind = SectionKind.Text, Label = "RFC822.TEXT"u8.ToArray() }
        : reader.Keyword("RFC822"u8) ? new FetchSection { Kind = SectionKind.All, Label = "RFC822"u8.ToArray() }
        : null;

    /// <summary>Reads <c>[section]&lt;offset.count&gt;</c>.</summary>
    public static bool TryAdd(ref ImapReader reader, bool peek, List<FetchSection> sections)
    {
        var part = new List<int>();
        var fields = new List<string>();
        if (!reader.Char('[') || !Spec(ref reader, part, fields, out var kind) || !reader.Char(']'))
        {
            return false;
        }

        uint offset = 0, count = 0;
        var partial = reader.Char('<');
        if (partial && (!reader.Number(out offset) || !reader.Char('.') || !reader.Number(out count) || count == 0 || !reader.Char('>')))
        {
            return false;
        }

        sections.Add(new FetchSection
        {
            Part = part,
            Kind = kind,
            Fields = fields,
            Offset = partial ? offset : null,
            Count = count,
            Peek = peek,
            Label = Label(part, kind, fields, partial ? offset : null),
        });
        return true;
    }

    private static bool Spec(ref ImapReader reader, List<int> part, List<string> fields, out SectionKind kind)
    {
        kind = SectionKind.All;
        while (reader.Next is >= '1' and <= '9')
        {
            if (!reader.Number(out var number) || number > int.MaxValue || part.Count == DeepestPart)
            {
                return false;
            }

            part.Add((int)number);
            if (!reader.Char('.'))
            {
                return reader.Next == ']';
            }
        }

        if (part.Count == 0 && reader.Next == ']')
        {
            return true;
        }

        return Text(ref reader, part.Count > 0, out kind)
            && (kind is not (SectionKind.HeaderFields or SectionKind.HeaderFieldsNot) || Fields(ref reader, fields));
    }

    private static bool Text(ref ImapReader reader, bool inPart, out SectionKind kind)
    {
        kind = reader.Keyword("HEADER.FIELDS.NOT"u8) ? SectionKind.HeaderFieldsNot
            : reader.Keyword("HEADER.FIELDS"u8) ? SectionKind.HeaderFields
            : reader.Keyword("HEADER"u8) ? SectionKind.Header
            : reader.Keyword("TEXT"u8) ? SectionKind.Text
            : inPart && reader.Keyword("MIME"u8) ? SectionKind.Mime
            : SectionKind.All;
        return kind != SectionKind.All;
    }

    private static bool Fields(ref ImapReader reader, List<string> fields)
    {
        if (!reader.Space() || !reader.Char('('))
        {
            return false;
        }

        reader.Space();
        while (!reader.Char(')'))
        {
            // A field name is printable ASCII (RFC 5322 section 2.2); anything else could not be repeated in the label.
            if (fields.Count == MostFields || !reader.AString(out var name) || name.IsEmpty
                || name.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7e) >= 0 || (!reader.Space() && reader.Next != ')'))
            {
                return false;
            }

            fields.Add(Encoding.ASCII.GetString(name));
        }

        return fields.Count > 0;
    }

    private static byte[] Label(List<int> part, SectionKind kind, List<string> fields, uint? offset)
    {
        var text = new ArrayBufferWriter<byte>(64);
        var writer = new ImapResponseWriter(text);
        writer.Raw("BODY["u8);
        writer.Ascii(string.Join('.', part.Select(p => p.ToString(CultureInfo.InvariantCulture))));
        writer.Raw(part.Count > 0 && kind != SectionKind.All ? "."u8 : ""u8);
        writer.Raw(kind switch
        {
            SectionKind.Header => "HEADER"u8,
            SectionKind.HeaderFields => "HEADER.FIELDS"u8,
            SectionKind.HeaderFieldsNot => "HEADER.FIELDS.NOT"u8,
            SectionKind.Text => "TEXT"u8,
            SectionKind.Mime => "MIME"u8,
            _ => ""u8,
        });
        for (var i = 0; i < fields.Count; i++)
        {
            writer.Raw(i == 0 ? " ("u8 : " "u8);
            Field(writer, fields[i]);
        }

        writer.Raw(fields.Count > 0 ? ")]"u8 : "]"u8);
        if (offset is { } octet)
        {
            writer.Raw("<"u8);
            writer.Number(octet);
            writer.Raw(">"u8);
        }

        return text.WrittenSpan.ToArray();
    }

    /// <summary>As an atom where it is one: clients compare the label with what they sent.</summary>
    private static void Field(ImapResponseWriter writer, string name)
    {
        if (name.AsSpan().IndexOfAny("(){%*\"\\]") < 0)
        {
            writer.Ascii(name);
        }
        else
        {
            writer.String(name);
        }
    }
}
