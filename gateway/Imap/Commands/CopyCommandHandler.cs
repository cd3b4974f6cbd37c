using Mail.Contracts.Mailboxes;
using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>COPY and MOVE (RFC 3501 section 6.4.7, RFC 6851), with COPYUID (RFC 4315).</summary>
internal sealed class CopyCommandHandler : IImapCommandHandler
{
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

        var request = new CopyMessages(folder.FolderNo, folder.UidsAt(positions), target);
        if (!moves)
        {
            var copied = await session.Mailbox.CopyAsync(request).ConfigureAwait(false);
            return ImapReply.Ok("COPY completed", CodeOf(copied));
        }

        var moved = await session.Mailbox.MoveAsync(request).ConfigureAwait(false);
        if (CodeOf(moved) is { } code)
        {
            // RFC 6851 section 4.3: COPYUID comes in an untagged OK, before the EXPUNGE responses.
            session.Writer.Untagged(ImapReply.Ok("Moved", code));
        }

        return ImapReply.Ok("MOVE completed");
    }

    private static string? CodeOf(CopyResult result)
    {
        if (result.Sources.IsDefaultOrEmpty)
        {
            return null;
        }

        var (source, target) = (new UidSetBuilder(), new UidSetBuilder());
        for (var i = 0; i < result.Sources.Length; i++)
        {
            source.Add(result.Sources[i]);
            target.Add(result.Targets[i]);
        }

        return ImapResponseCode.CopyUid(result.UidValidity, source, target);
    }
}
