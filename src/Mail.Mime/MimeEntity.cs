using System.Buffers;
using Mail.Mime.Parsing;

namespace Mail.Mime;

/// <summary>
/// One part of a message, or the message itself. All ranges point into the raw message; values are decoded when asked for.
/// </summary>
public sealed class MimeEntity
{
    private readonly List<MimeEntity> _parts = [];
    private readonly ContentType _defaultType;
    private ByteRange? _contentType, _disposition, _encoding, _id, _description, _language, _location, _md5;
    private ContentDisposition? _parsedDisposition;

    internal MimeEntity(ReadOnlyMemory<byte> source, MimeEntity? parent, ContentType defaultType)
    {
        Source = source;
        Parent = parent;
        _defaultType = defaultType;
        ContentType = defaultType;
    }

    /// <summary>The whole raw message.</summary>
    public ReadOnlyMemory<byte> Source { get; }

    /// <summary>The multipart or message/rfc822 part that holds this one; null at the root.</summary>
    public MimeEntity? Parent { get; }

    /// <summary>The header, its blank line included.</summary>
    public ByteRange Header { get; internal set; }

    /// <summary>The body, still in its transfer encoding.</summary>
    public ByteRange Body { get; internal set; }

    /// <summary>Line feeds in the body.</summary>
    public int BodyLines { get; internal set; }

    /// <summary>Text before the first part of a multipart.</summary>
    public ByteRange Preamble { get; internal set; }

    /// <summary>Text behind the last part of a multipart.</summary>
    public ByteRange Epilogue { get; internal set; }

    /// <summary>The type; text/plain (message/rfc822 inside multipart/digest) where the header has none or a malformed one.</summary>
    public ContentType ContentType { get; private set; }

    /// <summary>The parts of a multipart; never empty there: one opaque text part where the body could not be divided.</summary>
    public IReadOnlyList<MimeEntity> Parts => _parts;

    /// <summary>The message inside a message/rfc822 part; null elsewhere.</summary>
    public MimeEntity? Message { get; internal set; }

    public bool HasContentType => _contentType is not null;

    public bool IsMultipart => ContentType.IsMultipart;

    public ReadOnlyMemory<byte> HeaderBytes => Header.Of(Source);

    public ReadOnlyMemory<byte> BodyBytes => Body.Of(Source);

    public HeaderBlock Headers => new(HeaderBytes, Header.Offset);

    public ContentDisposition? Disposition
    {
        get
        {
            if (_parsedDisposition is null && _disposition is { } range)
            {
                _parsedDisposition = ContentDisposition.Parse(range.Of(Source.Span));
            }

            return _parsedDisposition;
        }
    }

    public TransferEncoding TransferEncoding => TransferEncodings.Parse(RawTransferEncoding.Span);

    /// <summary>Content-Transfer-Encoding as written; empty where there is none.</summary>
    public ReadOnlyMemory<byte> RawTransferEncoding => Raw(_encoding);

    /// <summary>Content-ID as written, with angle brackets.</summary>
    public ReadOnlyMemory<byte> RawContentId => Raw(_id);

    public ReadOnlyMemory<byte> RawDescription => Raw(_description);

    public ReadOnlyMemory<byte> RawLanguage => Raw(_language);

    public ReadOnlyMemory<byte> RawLocation => Raw(_location);

    public ReadOnlyMemory<byte> RawMd5 => Raw(_md5);

    /// <summary>Content-ID without angle brackets, or null.</summary>
    public string? ContentId => _id is null ? null : HeaderText.Decode(RawContentId.Span).Trim().Trim('<', '>');

    public string? Description => _description is null ? null : HeaderText.Decode(RawDescription.Span);

    /// <summary>Language tags of Content-Language (RFC 3282).</summary>
    public IReadOnlyList<string> Languages => _language is null
        ? []
        : HeaderText.Decode(RawLanguage.Span).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public string? Location => _location is null ? null : HeaderText.Decode(RawLocation.Span);

    /// <summary>The file name of the disposition, else the name of the content type, else null.</summary>
    public string? FileName => Disposition?.FileName ?? ContentType.Name;

    /// <summary>True for a leaf that a reader shows as a file: named or marked so, or neither text nor part of the page.</summary>
    public bool IsAttachment => AttachmentRule.IsAttachment(this);

    /// <summary>This part and all below it, in the order of the message.</summary>
    public IEnumerable<MimeEntity> Descendants()
    {
        var open = new Stack<MimeEntity>();
        open.Push(this);
        while (open.TryPop(out MimeEntity? entity))
        {
            yield return entity;
            if (entity.Message is { } message)
            {
                open.Push(message);
            }

            for (int i = entity._parts.Count - 1; i >= 0; i--)
            {
                open.Push(entity._parts[i]);
            }
        }
    }

    /// <summary>Writes the body without its transfer encoding.</summary>
    public void DecodeBody(IBufferWriter<byte> output)
    {
        var decoder = TransferDecoder.Create(TransferEncoding);
        decoder.Decode(BodyBytes.Span, output);
        decoder.Finish(output);
    }

    public byte[] DecodeBody()
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(16, Body.Length));
        DecodeBody(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The body as text in its charset; an unknown charset is guessed (UTF-8, else windows-1252).</summary>
    public string DecodeText() => Charsets.Decode(DecodeBody(), ContentType.Charset);

    internal static MimeEntity Opaque(MimeEntity parent)
    {
        var part = new MimeEntity(parent.Source, parent, ContentType.TextPlain)
        {
            Header = new ByteRange(parent.Body.Offset, 0),
            Body = parent.Body,
            BodyLines = parent.BodyLines,
        };
        return part;
    }

    internal void Add(MimeEntity part) => _parts.Add(part);

    internal void TakeField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> bytes, int valueStart, int end)
    {
        if (name.Length < 10 || (name[0] | 0x20) != 'c')
        {
            return;
        }

        ByteRange value = FieldScanner.TrimValue(bytes, valueStart, end);
        switch (ContentFieldName.Of(name))
        {
            case ContentField.Type: _contentType ??= value; break;
            case ContentField.Disposition: _disposition ??= value; break;
            case ContentField.TransferEncoding: _encoding ??= value; break;
            case ContentField.Id: _id ??= value; break;
            case ContentField.Description: _description ??= value; break;
            case ContentField.Language: _language ??= value; break;
            case ContentField.Location: _location ??= value; break;
            case ContentField.Md5: _md5 ??= value; break;
        }
    }

    internal void CompleteHeader()
    {
        if (_contentType is { } range)
        {
            ContentType = ContentType.Parse(range.Of(Source)) ?? _defaultType;
        }
    }

    private ReadOnlyMemory<byte> Raw(ByteRange? range) => range is { } value ? value.Of(Source) : default;
}
