using System.Text;
using Mail.Mime.Parameters;

namespace Mail.Mime;

/// <summary>A media type with its parameters (RFC 2045 section 5).</summary>
public sealed class ContentType
{
    private readonly ReadOnlyMemory<byte> _parameterText;
    private MimeParameters? _parameters;

    private ContentType(string type, string subtype, ReadOnlyMemory<byte> parameterText)
    {
        Type = type;
        Subtype = subtype;
        _parameterText = parameterText;
    }

    internal static ContentType TextPlain { get; } = new("text", "plain", default);

    internal static ContentType MessageRfc822 { get; } = new("message", "rfc822", default);

    /// <summary>Lower case.</summary>
    public string Type { get; }

    /// <summary>Lower case.</summary>
    public string Subtype { get; }

    public MimeParameters Parameters => _parameters ??= MimeParameters.Parse(_parameterText.Span);

    public string MediaType => $"{Type}/{Subtype}";

    public string? Charset => Parameters["charset"];

    public string? Name => Parameters["name"];

    public bool IsText => Type == "text";

    public bool IsMultipart => Type == "multipart";

    /// <summary>True for message/rfc822 and its internationalised form (RFC 6532 section 3.7).</summary>
    public bool IsMessage => Type == "message" && Subtype is "rfc822" or "global";

    public bool IsSubtype(string subtype) => Subtype.Equals(subtype, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => MediaType;

    /// <summary>Parses a raw field value; null where it is no media type (readers then assume text/plain, RFC 2045 section 5.2).</summary>
    public static ContentType? Parse(ReadOnlyMemory<byte> value)
    {
        ReadOnlySpan<byte> text = value.Span;
        int position = 0;
        ReadOnlySpan<byte> type = MediaToken.Read(text, ref position);
        MediaToken.SkipWhiteAndComments(text, ref position);
        if (type.IsEmpty || position >= text.Length || text[position] != (byte)'/')
        {
            return null;
        }

        position++;
        ReadOnlySpan<byte> subtype = MediaToken.Read(text, ref position);
        if (subtype.IsEmpty || !Ascii.IsValid(type) || !Ascii.IsValid(subtype))
        {
            return null;
        }

        MediaToken.SkipWhiteAndComments(text, ref position);
        return new ContentType(MediaToken.Lower(type), MediaToken.Lower(subtype), value[position..]);
    }

    /// <summary>The boundary as octets; null where a multipart has none and cannot be divided.</summary>
    internal byte[]? BoundaryBytes()
    {
        foreach (MimeParameter parameter in Parameters)
        {
            if (parameter.Name == "boundary")
            {
                ReadOnlySpan<byte> value = parameter.WireValue.Span.TrimEnd(" \t"u8);
                return value.IsEmpty ? null : value.ToArray();
            }
        }

        return null;
    }
}
