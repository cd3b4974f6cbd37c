using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>EXPUNGE and UID EXPUNGE (RFC 4315). The session tells which messages went, from the change log.</summary>
internal sealed class ExpungeCommandHandler : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Expunge];

    public async ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        var folder = session.Folder;
        if (folder.IsReadOnly)
        {
            return ImapReply.No("Mailbox is read-only", ImapResponseCode.NoPermission);
        }

        if (command is not UidExpungeCommand some)
        {
            await session.Mailbox.ExpungeAsync(folder.FolderNo, only: null).ConfigureAwait(false);
        }
        else if (folder.TryResolve(some.Set, byUid: true, out var positions) && positions.Count > 0)
        {
            await session.Mailbox.ExpungeAsync(folder.FolderNo, folder.UidsAt(positions)).ConfigureAwait(false);
        }

        return ImapReply.Ok("EXPUNGE completed");
    }
}
