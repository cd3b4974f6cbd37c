using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>CLOSE, which expunges without a word (RFC 3501 section 6.4.2), and UNSELECT, which does not (RFC 3691).</summary>
internal sealed class CloseCommandHandler : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Close, ImapVerb.Unselect];

    public async ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        var folder = session.Folder;
        if (command.Verb == ImapVerb.Close && !folder.IsReadOnly)
        {
            await ExpungeCommandHandler.AllAsync(session.Mailbox, folder.FolderNo).ConfigureAwait(false);
        }

        session.Select(null);
        return ImapReply.Ok(command.Verb == ImapVerb.Close ? "CLOSE completed" : "UNSELECT completed");
    }
}
