using Mail.Contracts.Errors;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>Refusals of the mailbox in IMAP's terms (RFC 5530).</summary>
internal static class MailErrors
{
    public static ImapReply ToReply(MailException refusal, ImapVerb verb) => refusal.Code switch
    {
        MailErrorCode.NotFound => ImapReply.No("No such mailbox", NotFound(verb)),
        MailErrorCode.AlreadyExists => ImapReply.No("Mailbox exists already", ImapResponseCode.AlreadyExists),
        MailErrorCode.PermissionDenied => ImapReply.No("Permission denied", ImapResponseCode.NoPermission),
        MailErrorCode.ResourceExhausted when verb is ImapVerb.Store => ImapReply.No("Too many keywords", ImapResponseCode.Limit),
        MailErrorCode.ResourceExhausted => ImapReply.No("Quota exceeded", ImapResponseCode.OverQuota),
        MailErrorCode.InvalidArgument when verb is ImapVerb.Create or ImapVerb.Rename =>
            ImapReply.No("Not a name for a mailbox: no level may be empty, and none may have * or %", ImapResponseCode.Cannot),
        MailErrorCode.FailedPrecondition when verb is ImapVerb.Delete =>
            ImapReply.No("INBOX, and a mailbox with others below it, cannot be deleted", ImapResponseCode.Cannot),
        MailErrorCode.InvalidArgument => ImapReply.No("Not possible: invalid argument", ImapResponseCode.Cannot),
        MailErrorCode.FailedPrecondition => ImapReply.No("Not possible in this state", ImapResponseCode.Cannot),
        _ => ImapReply.No("Temporarily unavailable, try again", ImapResponseCode.Unavailable),
    };

    /// <summary>RFC 3501 sections 6.3.11, 6.4.7: where a message would be filed, the client may create the mailbox and try again.</summary>
    private static string NotFound(ImapVerb verb) =>
        verb is ImapVerb.Append or ImapVerb.Copy or ImapVerb.Move ? ImapResponseCode.TryCreate : ImapResponseCode.NonExistent;
}
