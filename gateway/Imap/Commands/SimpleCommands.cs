using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>CAPABILITY, NOOP, CHECK, LOGOUT, NAMESPACE: what needs no work of its own. The session itself tells of changes afterwards.</summary>
internal sealed class SimpleCommands(ImapOptions options) : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Capability, ImapVerb.Noop, ImapVerb.Check, ImapVerb.Logout, ImapVerb.Namespace];

    public ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        switch (command.Verb)
        {
            case ImapVerb.Capability:
                session.Writer.Raw("* CAPABILITY "u8);
                session.Writer.Ascii(ImapCapabilities.Of(session.Account is not null, session.PasswordsAllowed, session.CanStartTls, options));
                session.Writer.CrLf();
                break;
            case ImapVerb.Logout:
                session.Writer.Untagged(ImapReply.Bye("Logging out"));
                session.End("logout");
                break;
            case ImapVerb.Namespace:
                // RFC 2342: personal folders only, at the top, with "/" between levels.
                session.Writer.Untagged("NAMESPACE ((\"\" \"/\")) NIL NIL"u8);
                break;
        }

        return new(ImapReply.Ok($"{command.Verb.ToString().ToUpperInvariant()} completed"));
    }
}
