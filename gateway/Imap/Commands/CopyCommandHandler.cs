using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>COPY and MOVE (RFC 3501 section 6.4.7, RFC 6851), with COPYUID (RFC 4315).</summary>
internal sealed class CopyCommandHandler : IImapCommandHandler
{
    /// <summary>
    /// RFC 2180 section 4.4, RFC 5530: messages that another session has expunged and this one has not been told of. Asked for by UID they are ignored
    /// (RFC 3501 section 6.4.8).
    /// </summary>
    private static readonly ImapReply Gone = ImapReply.No("The messages do not exist any more", ImapResponseCode.ExpungeIssued);

    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Copy, ImapVerb.Move];

    public async ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        var copy = (CopyCommand)command;
        var folder = session.Folder;
        var moves = copy.Verb == ImapVerb.Move;
        if (moves && folder.IsReadOnly)
        {
            return ImapReply.No("Mailbox is read-only", ImapResponseCode.NoPermission);
        }

        if (!folder.TryResolve(copy.Set, copy.ByUid, out var positions))
        {
            return ImapReply.Bad("No such message");
        }

        var target = FolderNames.Existing(copy.Mailbox);
        if (positions.Count == 0)
        {
            return ImapReply.Ok(moves ? "Nothing to move" : "Nothing to copy");
        }

        var uids = folder.UidsAt(positions);
        if (moves)
        {
            return await MoveAsync(session, uids, target).ConfigureAwait(false) || copy.ByUid ? ImapReply.Ok("MOVE completed") : Gone;
        }

        // One commit, however many: a COPY that fails leaves no copy behind (RFC 9051 section 6.4.7).
        var copied = await session.Mailbox.CopyAsync(new CopyMessages(folder.FolderNo, uids, target)).ConfigureAwait(false);
        return copied.Sources.Length > 0 || copy.ByUid ? ImapReply.Ok("COPY completed", CodeOf([copied])) : Gone;
    }

    /// <summary>Whether anything was there to be moved.</summary>
    private static async ValueTask<bool> MoveAsync(ImapSessionContext session, UidSet uids, FolderName target)
    {
        var moved = new List<CopyResult>();
        try
        {
            foreach (var some in uids.Split(MailboxLimits.MessagesAtOnce))
            {
                moved.Add(await session.Mailbox.MoveAsync(new CopyMessages(session.Folder.FolderNo, some, target)).ConfigureAwait(false));
            }
        }
        finally
        {
            if (CodeOf(moved) is { } code)
            {
                // RFC 6851 section 4.3: COPYUID comes in an untagged OK, before the EXPUNGE responses; of a MOVE that failed half-way, too.
                session.Writer.Untagged(ImapReply.Ok("Moved", code));
            }
        }

        return moved.Exists(m => m.Sources.Length > 0);
    }

    private static string? CodeOf(IReadOnlyList<CopyResult> results)
    {
        var (source, target) = (new UidSetBuilder(), new UidSetBuilder());
        foreach (var result in results)
        {
            for (var i = 0; i < result.Sources.Length; i++)
            {
                source.Add(result.Sources[i]);
                target.Add(result.Targets[i]);
            }
        }

        return source.Count == 0 ? null : ImapResponseCode.CopyUid(results[0].UidValidity, source, target);
    }
}
