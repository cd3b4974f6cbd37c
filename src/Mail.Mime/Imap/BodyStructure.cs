using System.Text;

namespace Mail.Mime.Imap;

/// <summary>
/// The structure of a part as IMAP tells it (RFC 3501 section 7.4.2), as values; empty memory stands for NIL. Raw header text may hold
/// folds.
/// </summary>
public sealed class BodyStructure
{
    // RFC 2045 section 5.2: no Content-Type means text/plain in us-ascii. One for all: a message may have thousands of such parts.
    private static readonly BodyParameter[] UsAscii = [new("charset"u8.ToArray(), "us-ascii"u8.ToArray())];
    private static readonly byte[] SevenBit = "7bit"u8.ToArray();
    private static readonly byte[] EightBit = "8bit"u8.ToArray();
    private static readonly byte[] Binary = "binary"u8.ToArray();
    private static readonly byte[] Base64 = "base64"u8.ToArray();
    private static readonly byte[] QuotedPrintable = "quoted-printable"u8.ToArray();

    private BodyStructure(MimeEntity part)
    {
        ContentType type = part.ContentType;
        Type = type.Type;
        Subtype = type.Subtype;
        Parameters = !part.HasContentType && type.IsText ? UsAscii : Values(type);
        Id = part.RawContentId;
        Description = part.RawDescription;
        TransferEncoding = Encode(part);
        Size = part.Body.Length;
        Lines = part.BodyLines;
        Md5 = part.RawMd5;
        Location = part.RawLocation;
        Languages = part.RawLanguage.IsEmpty ? [] : [.. part.Languages.Select(Encoding.UTF8.GetBytes)];
        if (part.Disposition is { } disposition)
        {
            Disposition = Encoding.UTF8.GetBytes(disposition.Type);
            DispositionParameters = [.. disposition.Parameters.Select(p => new BodyParameter(p.WireName, p.WireValue))];
        }

        Parts = part.Parts.Count == 0 ? [] : [.. part.Parts.Select(p => new BodyStructure(p))];
        if (part.Message is { } message)
        {
            Message = new BodyStructure(message);
            MessageHeader = message.HeaderBytes;
        }
    }

    public string Type { get; }

    public string Subtype { get; }

    public IReadOnlyList<BodyParameter> Parameters { get; }

    public ReadOnlyMemory<byte> Id { get; }

    public ReadOnlyMemory<byte> Description { get; }

    public ReadOnlyMemory<byte> TransferEncoding { get; }

    /// <summary>Octets of the body in its transfer encoding.</summary>
    public int Size { get; }

    /// <summary>Lines of the body; told for text and message/rfc822.</summary>
    public int Lines { get; }

    public ReadOnlyMemory<byte> Md5 { get; }

    public ReadOnlyMemory<byte> Disposition { get; }

    public IReadOnlyList<BodyParameter> DispositionParameters { get; } = [];

    public IReadOnlyList<byte[]> Languages { get; }

    public ReadOnlyMemory<byte> Location { get; }

    /// <summary>The parts of a multipart; empty for all else.</summary>
    public IReadOnlyList<BodyStructure> Parts { get; }

    /// <summary>The structure of the message inside message/rfc822.</summary>
    public BodyStructure? Message { get; }

    /// <summary>The header that the envelope of the inner message is made from.</summary>
    public ReadOnlyMemory<byte> MessageHeader { get; }

    /// <summary>The envelope of the inner message; null for all but message/rfc822.</summary>
    public ImapEnvelope? Envelope => Message is null ? null : ImapEnvelope.Parse(MessageHeader.Span);

    public static BodyStructure Of(MimeEntity part) => new(part);

    private static BodyParameter[] Values(ContentType type) => type.Parameters.Count == 0
        ? []
        : [.. type.Parameters.Select(p => new BodyParameter(p.WireName, p.WireValue))];

    private static byte[] Encode(MimeEntity part) => part.TransferEncoding switch
    {
        Mime.TransferEncoding.SevenBit => SevenBit,
        Mime.TransferEncoding.EightBit => EightBit,
        Mime.TransferEncoding.Binary => Binary,
        Mime.TransferEncoding.Base64 => Base64,
        Mime.TransferEncoding.QuotedPrintable => QuotedPrintable,
        _ => part.RawTransferEncoding.ToArray(),
    };
}
