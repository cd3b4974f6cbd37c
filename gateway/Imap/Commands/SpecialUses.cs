using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Imap.Commands;

/// <summary>Attributes of RFC 6154.</summary>
internal static class SpecialUses
{
    /// <summary>The attribute with its backslash; null where there is none.</summary>
    public static string? NameOf(SpecialUse use) => use switch
    {
        SpecialUse.Drafts => @"\Drafts",
        SpecialUse.Sent => @"\Sent",
        SpecialUse.Junk => @"\Junk",
        SpecialUse.Trash => @"\Trash",
        SpecialUse.Archive => @"\Archive",
        SpecialUse.All => @"\All",
        SpecialUse.Flagged => @"\Flagged",
        _ => null,
    };

    /// <summary>The uses that a client may give to a new folder: a folder of its own messages, not a view of others.</summary>
    public static bool TryParse(string attribute, out SpecialUse use)
    {
        for (use = SpecialUse.Drafts; use <= SpecialUse.Archive; use++)
        {
            if (attribute.Equals(NameOf(use), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
