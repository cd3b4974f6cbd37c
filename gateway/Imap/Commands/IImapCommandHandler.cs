using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>Carries out one command or a family of them. Handlers keep no state of their own.</summary>
internal interface IImapCommandHandler
{
    IReadOnlyList<ImapVerb> Verbs { get; }

    /// <summary>
    /// Carries out a command that the state table allows. Untagged responses go into the session's writer; the completion is
    /// returned, and the session sends it. A <see cref="Mail.Contracts.Errors.MailException"/> becomes NO.
    /// </summary>
    ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command);
}
