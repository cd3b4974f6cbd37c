using System.Buffers;
using System.Text;

namespace Mail.Mime.Imap;

/// <summary>
/// The text between the brackets of BODY[…] (RFC 3501 section 6.4.5, RFC 9051 section 6.4.5): part numbers, what of the part, and the
/// names for HEADER.FIELDS.
/// </summary>
public sealed record ImapSection(IReadOnlyList<int> Path, SectionPart Part, IReadOnlyList<byte[]> FieldNames)
{
    /// <summary>Part numbers in one section; deeper parts do not exist.</summary>
    public const int MaxDepth = 1000;

    /// <summary>Field names in one section.</summary>
    public const int MaxFieldNames = 1000;

    public static ImapSection Whole { get; } = new([], SectionPart.All, []);

    /// <summary>Reads a section specification; false where it does not follow the grammar.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ImapSection section)
    {
        section = Whole;
        var path = new List<int>();
        while (!text.IsEmpty && char.IsAsciiDigit((char)text[0]) && path.Count < MaxDepth)
        {
            int end = text.IndexOf((byte)'.');
            ReadOnlySpan<byte> number = end < 0 ? text : text[..end];
            if (!int.TryParse(number, out int value) || value < 1 || end == text.Length - 1)
            {
                return false;
            }

            path.Add(value);
            text = end < 0 ? default : text[(end + 1)..];
        }

        if (!TryParsePart(text, out SectionPart part, out List<byte[]> names) || (part == SectionPart.Mime && path.Count == 0))
        {
            return false;
        }

        section = new ImapSection(path, part, names);
        return true;
    }

    /// <summary>
    /// The range that this section names; false where the message has no such part. For HEADER.FIELDS it is the header that the fields
    /// are picked from.
    /// </summary>
    public bool TryFind(MimeEntity root, out ByteRange range)
    {
        range = default;
        MimeEntity? part = SectionPath.Resolve(root, Path);
        if (part is null)
        {
            return false;
        }

        if (Part == SectionPart.Mime)
        {
            range = part.Header;
            return true;
        }

        if (Path.Count == 0)
        {
            range = Part == SectionPart.All ? new ByteRange(0, root.Source.Length) : HeaderOrText(root);
            return true;
        }

        if (Part == SectionPart.All)
        {
            range = part.Body;
            return true;
        }

        // HEADER and TEXT behind a number speak of the message inside that part (RFC 3501 section 6.4.5).
        range = part.Message is { } message ? HeaderOrText(message) : default;
        return part.Message is not null;
    }

    /// <summary>Writes the octets of this section; false, and nothing written, where the message has no such part.</summary>
    public bool TryWrite(MimeEntity root, IBufferWriter<byte> output)
    {
        if (!TryFind(root, out ByteRange range))
        {
            return false;
        }

        ReadOnlySpan<byte> octets = range.Of(root.Source.Span);
        if (Part is SectionPart.HeaderFields or SectionPart.HeaderFieldsNot)
        {
            HeaderSelection.Write(output, octets, FieldNames, Part == SectionPart.HeaderFieldsNot);
        }
        else
        {
            output.Write(octets);
        }

        return true;
    }

    private ByteRange HeaderOrText(MimeEntity message) => Part == SectionPart.Text ? message.Body : message.Header;

    private static bool TryParsePart(ReadOnlySpan<byte> text, out SectionPart part, out List<byte[]> names)
    {
        names = [];
        part = SectionPart.All;
        if (text.IsEmpty)
        {
            return true;
        }

        int space = text.IndexOf((byte)' ');
        ReadOnlySpan<byte> word = space < 0 ? text : text[..space];
        part = word switch
        {
            _ when Ascii.EqualsIgnoreCase(word, "MIME"u8) => SectionPart.Mime,
            _ when Ascii.EqualsIgnoreCase(word, "HEADER"u8) => SectionPart.Header,
            _ when Ascii.EqualsIgnoreCase(word, "TEXT"u8) => SectionPart.Text,
            _ when Ascii.EqualsIgnoreCase(word, "HEADER.FIELDS"u8) => SectionPart.HeaderFields,
            _ when Ascii.EqualsIgnoreCase(word, "HEADER.FIELDS.NOT"u8) => SectionPart.HeaderFieldsNot,
            _ => SectionPart.All,
        };
        return part is SectionPart.HeaderFields or SectionPart.HeaderFieldsNot
            ? space > 0 && TryParseNames(text[(space + 1)..], names)
            : part != SectionPart.All && space < 0;
    }

    private static bool TryParseNames(ReadOnlySpan<byte> text, List<byte[]> names)
    {
        if (text.Length < 3 || text[0] != (byte)'(' || text[^1] != (byte)')')
        {
            return false;
        }

        ReadOnlySpan<byte> list = text[1..^1];
        foreach (Range range in list.Split((byte)' '))
        {
            ReadOnlySpan<byte> name = list[range];
            name = name.Length > 1 && name[0] == (byte)'"' && name[^1] == (byte)'"' ? name[1..^1] : name;
            if (name.IsEmpty || names.Count == MaxFieldNames)
            {
                return false;
            }

            names.Add(name.ToArray());
        }

        return true;
    }
}
