using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>ENABLE (RFC 5161): CONDSTORE (RFC 7162) and UTF8=ACCEPT (RFC 6855); others are passed over.</summary>
internal sealed class EnableCommandHandler : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Enable];

    public ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        session.Writer.Raw("* ENABLED"u8);
        foreach (var capability in ((EnableCommand)command).Capabilities.Distinct())
        {
            if (capability is not ("CONDSTORE" or "UTF8=ACCEPT"))
            {
                continue;
            }

            session.CondStore |= capability == "CONDSTORE";
            session.Utf8 |= capability == "UTF8=ACCEPT";
            session.Writer.Raw(" "u8);
            session.Writer.Ascii(capability);
        }

        session.Writer.CrLf();
        return new(ImapReply.Ok("ENABLE completed"));
    }
}
