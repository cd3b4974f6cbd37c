using Mail.Contracts.Errors;
using Mail.Gateway.Imap.Folders;
using Mail.Protocols.Imap;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Imap.Session;

/// <summary>Tells a client what happened in its selected folder, as far as the protocol allows just then.</summary>
internal sealed class FolderUpdates(ILogger<FolderUpdates> log)
{
    /// <summary>
    /// Reads the change log before a UID command that names messages beyond those that the session knows, and before a search. The
    /// client has such a UID from APPENDUID, COPYUID or another session, and a notice of the change may still be on its way; RFC 3501
    /// section 6.4.8 would have the UID passed over in silence, so that an OK would stand for nothing done.
    /// </summary>
    public ValueTask CatchUpAsync(ImapSessionContext session, ImapCommand command)
    {
        var uids = command switch
        {
            FetchCommand { ByUid: true } fetch => fetch.Set,
            StoreCommand { ByUid: true } store => store.Set,
            CopyCommand { ByUid: true } copy => copy.Set,
            UidExpungeCommand expunge => expunge.Set,
            _ => null,
        };
        return command is SearchCommand || (uids is not null && session.Selected is { } folder && folder.IsBehind(uids))
            ? SendAsync(session, command.Verb, command.ByUid, force: true)
            : ValueTask.CompletedTask;
    }

    /// <summary>Writes the untagged responses, if there may be any.</summary>
    /// <param name="session">The session.</param>
    /// <param name="verb">The command that is being answered.</param>
    /// <param name="byUid">Whether it is a UID command.</param>
    /// <param name="force">Whether to read the change log even if no change was announced.</param>
    public async ValueTask SendAsync(ImapSessionContext session, ImapVerb verb, bool byUid, bool force)
    {
        if (session.Selected is not { } folder)
        {
            return;
        }

        var known = (folder.Messages.Count, folder.Messages.LastUid);
        await WriteAsync(session, folder, verb, byUid, force).ConfigureAwait(false);
        if (known != (folder.Messages.Count, folder.Messages.LastUid))
        {
            folder.WasToldAside = verb is not (ImapVerb.Idle or ImapVerb.Noop or ImapVerb.Check);
        }
    }

    private async ValueTask WriteAsync(ImapSessionContext session, SelectedFolder folder, ImapVerb verb, bool byUid, bool force)
    {
        var mayExpunge = ImapStateTable.MayReportExpunge(verb, byUid);
        if (!force && !session.Listener.IsDirty)
        {
            if (mayExpunge && !folder.Gone.IsEmpty)
            {
                FolderAnnouncer.Expunged(session.Writer, folder.DropGone());
            }

            return;
        }

        session.Listener.Take();
        try
        {
            var delta = await FolderChangeReader.ReadAsync(folder, session.Mailbox).ConfigureAwait(false);
            FolderAnnouncer.Write(session.Writer, folder, delta, mayExpunge, session.CondStore);
        }
        catch (MailException refusal) when (refusal.Code == MailErrorCode.NotFound)
        {
            // RFC 2180 section 3: there is no way to tell a client that its selected mailbox is gone but to let it go.
            session.Select(null);
            session.Bye("The selected mailbox was deleted");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The client is told later: the change log does not forget.
            log.CommandFailed(failure, "reading changes", session.Id, session.Account!.Id.ToString());
        }
    }
}
