using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>STATUS (RFC 3501 section 6.3.10).</summary>
internal sealed class StatusCommandHandler(StatusWriter statuses) : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Status];

    public async ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        var status = (StatusCommand)command;
        var folder = await session.Mailbox.GetFolderAsync(FolderNames.Existing(status.Mailbox)).ConfigureAwait(false);
        session.CondStore |= (status.Items & ImapStatusItems.HighestModSeq) != 0;
        statuses.Write(session.Writer, folder, status.Items);
        return ImapReply.Ok("STATUS completed");
    }
}
