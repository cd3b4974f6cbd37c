using Mail.Mime;

namespace Mail.Gateway.Imap.Bodies;

/// <summary>Where a part and those inside it lie in the raw message; what is left of a parsed message when its bytes are let go.</summary>
internal sealed record PartLayout(ByteRange Header, ByteRange Body, bool IsMultipart, PartLayout[] Parts, PartLayout? Message)
{
    public static PartLayout Of(MimeEntity entity) => new(
        entity.Header,
        entity.Body,
        entity.IsMultipart,
        entity.Parts.Select(Of).ToArray(),
        entity.Message is { } message ? Of(message) : null);

    /// <summary>
    /// The part at a path (RFC 3501 section 6.4.5): a message that is no multipart has one part, its body; numbers behind a
    /// message/rfc822 part are those of the message inside. Null if there is none.
    /// </summary>
    public PartLayout? Find(IReadOnlyList<int> path)
    {
        var part = this;
        var isMessage = true;
        foreach (var number in path)
        {
            if (!isMessage && !part.IsMultipart)
            {
                if (part.Message is null)
                {
                    return null;
                }

                part = part.Message;
            }

            if (part.IsMultipart)
            {
                if (number > part.Parts.Length)
                {
                    return null;
                }

                part = part.Parts[number - 1];
            }
            else if (number != 1)
            {
                return null;
            }

            isMessage = false;
        }

        return part;
    }

    /// <summary>Parts in all, this one included.</summary>
    public int Count() => 1 + Parts.Sum(p => p.Count()) + (Message?.Count() ?? 0);
}
