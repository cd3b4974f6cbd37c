using Mail.Contracts.Errors;
using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Imap.Commands;

/// <summary>Names of mailboxes as clients give them.</summary>
internal static class FolderNames
{
    /// <summary>An existing mailbox's name: one that cannot be a name cannot exist either.</summary>
    /// <exception cref="MailException">NotFound.</exception>
    public static FolderName Existing(string mailbox) =>
        FolderName.TryParse(mailbox, out var name) ? name : throw MailException.NotFound("No such mailbox");

    /// <summary>The name of a mailbox to be made.</summary>
    /// <exception cref="MailException">InvalidArgument.</exception>
    public static FolderName New(string mailbox) =>
        FolderName.TryParse(mailbox, out var name) ? name : throw MailException.Invalid("Not a mailbox name");
}
