using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>STARTTLS (RFC 3501 section 6.2.1).</summary>
internal sealed class StartTlsCommandHandler : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.StartTls];

    public ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        if (!session.CanStartTls)
        {
            return new(ImapReply.Bad("TLS is not available here, or is on already"));
        }

        // What came behind the command was sent in the clear and could be anybody's; a client waits for the answer.
        if (session.Input.HasPending())
        {
            session.Bye("Data behind STARTTLS");
            return new(ImapReply.Bad("Nothing may follow STARTTLS before its answer"));
        }

        session.StartTlsRequested = true;
        return new(ImapReply.Ok("Begin TLS negotiation now"));
    }
}
