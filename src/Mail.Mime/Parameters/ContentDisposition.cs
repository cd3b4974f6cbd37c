using Mail.Mime.Parameters;

namespace Mail.Mime;

/// <summary>How a part wants to be shown (RFC 2183).</summary>
public sealed class ContentDisposition
{
    private ContentDisposition(string type, MimeParameters parameters)
    {
        Type = type;
        Parameters = parameters;
    }

    /// <summary>Lower case: inline, attachment, or an extension; an unknown one is treated as an attachment.</summary>
    public string Type { get; }

    public MimeParameters Parameters { get; }

    public string? FileName => Parameters["filename"];

    public bool IsInline => Type == "inline";

    public bool IsAttachment => !IsInline;

    internal static ContentDisposition? Parse(ReadOnlySpan<byte> value)
    {
        int position = 0;
        ReadOnlySpan<byte> type = MediaToken.Read(value, ref position);
        byte next = position < value.Length ? value[position] : (byte)0;
        if (type.IsEmpty)
        {
            // A type in quotes, or none before the parameters: what is not known is an attachment (RFC 2183 section 2.8).
            ReadOnlySpan<byte> rest = value[position..];
            int parameters = rest.IndexOf((byte)';');
            return next is (byte)'"' or (byte)';'
                ? new ContentDisposition(rest.StartsWith("\"inline\""u8) ? "inline" : "attachment", MimeParameters.Parse(parameters < 0 ? default : rest[parameters..]))
                : null;
        }

        // "filename=x" without a disposition: senders mean an attachment.
        return next == (byte)'='
            ? new ContentDisposition("attachment", MimeParameters.Parse(value))
            : new ContentDisposition(MediaToken.Lower(type), MimeParameters.Parse(value[position..]));
    }
}
