namespace Mail.Mime.Imap;

/// <summary>Part numbers (RFC 3501 section 6.4.5): a message that is no multipart has one part, its body.</summary>
public static class SectionPath
{
    /// <summary>The part at a path, the root for an empty one; null where there is none.</summary>
    public static MimeEntity? Resolve(MimeEntity root, IReadOnlyList<int> path)
    {
        MimeEntity part = root;
        bool isMessage = true;
        foreach (int number in path)
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
                if (number < 1 || number > part.Parts.Count)
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
}
