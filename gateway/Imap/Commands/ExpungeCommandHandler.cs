using Mail.Contracts.Mailboxes;
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
            await AllAsync(session.Mailbox, folder.FolderNo).ConfigureAwait(false);
        }
        else if (folder.TryResolve(some.Set, byUid: true, out var positions) && positions.Count > 0)
        {
            foreach (var uids in folder.UidsAt(positions).Split(MailboxLimits.MessagesAtOnce))
            {
                await session.Mailbox.ExpungeAsync(folder.FolderNo, uids).ConfigureAwait(false);
            }
        }

        return ImapReply.Ok("EXPUNGE completed");
    }

    /// <summary>Removes all messages with <c>\Deleted</c>.</summary>
    public static async ValueTask AllAsync(IMailboxGrain mailbox, int folderNo)
    {
        while (!(await mailbox.ExpungeAsync(folderNo, only: null).ConfigureAwait(false)).Expunged.IsEmpty)
        {
        }
    }
}
