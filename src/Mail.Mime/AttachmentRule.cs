namespace Mail.Mime;

/// <summary>Decides what a mail reader lists as an attachment.</summary>
internal static class AttachmentRule
{
    public static bool IsAttachment(MimeEntity part)
    {
        if (part.IsMultipart)
        {
            return false;
        }

        ContentDisposition? disposition = part.Disposition;
        if (disposition is { IsAttachment: true })
        {
            return true;
        }

        ContentType type = part.ContentType;
        if (type.IsMessage)
        {
            return part.Parent is not null;
        }

        // Pictures of a page are named by a Content-ID inside multipart/related (RFC 2387, RFC 2392).
        bool related = part.Parent is { } parent && parent.ContentType.IsSubtype("related");
        if (related && part.RawContentId.Length > 0)
        {
            return false;
        }

        return type.IsText ? disposition is { FileName: not null } : !IsStructural(part, type);
    }

    /// <summary>True when any part below the root, or the root itself, is an attachment.</summary>
    public static bool HasAttachment(MimeEntity root)
    {
        foreach (MimeEntity part in root.Descendants())
        {
            if (part.IsAttachment)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsStructural(MimeEntity part, ContentType type) =>
        part.Parent is { IsMultipart: true } parent
        && (parent.ContentType.IsSubtype("signed") || parent.ContentType.IsSubtype("encrypted") || parent.ContentType.IsSubtype("report")
            || type.IsSubtype("pgp-signature") || type.IsSubtype("pkcs7-signature") || parent.ContentType.IsSubtype("alternative"));
}
