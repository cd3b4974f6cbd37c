using Mail.Mime;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Search;

/// <summary>Conditions on the decoded text of messages, by reading them.</summary>
internal static class TextSearch
{
    /// <summary>Without regard to case (RFC 3501 section 6.4.4).</summary>
    public static bool Contains(string text, string wanted) => text.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    public static bool? Contains(TextKey key, in SearchFacts facts)
    {
        if (facts.Message is not { } message)
        {
            return null;
        }

        if (key.WithHeader && InHeader(message, key.Text))
        {
            return true;
        }

        foreach (var part in message.Descendants())
        {
            if (!part.IsMultipart && part.Message is null && part.ContentType.IsText && Contains(part.DecodeText(), key.Text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool InHeader(MimeEntity message, string wanted)
    {
        foreach (var field in message.Headers)
        {
            if (Contains(field.DecodeText(), wanted) || Contains(System.Text.Encoding.Latin1.GetString(field.Name), wanted))
            {
                return true;
            }
        }

        return false;
    }
}
