using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>ID (RFC 2971).</summary>
internal sealed class IdCommandHandler : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Id];

    public ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        session.Writer.Untagged("ID (\"name\" \"Mail.Orleans\")"u8);
        return new(ImapReply.Ok("ID completed"));
    }
}
