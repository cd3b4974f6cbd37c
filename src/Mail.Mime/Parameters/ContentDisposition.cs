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
        if (type.IsEmpty)
        {
            return null;
        }

        // "filename=x" without a disposition: senders mean an attachment.
        bool startsWithParameter = position < value.Length && value[position] == (byte)'=';
        return startsWithParameter
            ? new ContentDisposition("attachment", MimeParameters.Parse(value))
            : new ContentDisposition(MediaToken.Lower(type), MimeParameters.Parse(value[position..]));
    }
}
