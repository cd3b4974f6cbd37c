using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Imap.Bodies;
using Mail.Gateway.Imap.Folders;
using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Imap.Commands;

/// <summary>FETCH and UID FETCH (RFC 3501 section 6.4.5, RFC 7162 section 3.1.4).</summary>
internal sealed class FetchCommandHandler(MessageReader reader, ILogger<FetchCommandHandler> log) : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Fetch];

    public async ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        var fetch = (FetchCommand)command;
        var folder = session.Folder;
        session.CondStore |= (fetch.Items & FetchItems.ModSeq) != 0;
        if (!folder.TryResolve(fetch.Set, fetch.ByUid, out var positions))
        {
            return ImapReply.Bad("No such message");
        }

        var run = new FetchRun(session, fetch, reader, log);
        foreach (var (from, to) in positions)
        {
            await run.FetchAsync(from, to).ConfigureAwait(false);
        }

        if (!folder.IsReadOnly)
        {
            await MarkSeenAsync(session, run.Read).ConfigureAwait(false);
        }

        return run.IsIncomplete
            ? ImapReply.No("Some messages are gone or cannot be read", ImapResponseCode.ExpungeIssued)
            : ImapReply.Ok("FETCH completed");
    }

    /// <summary>Sets \Seen on what was read without PEEK, after it was sent, and tells the new flags.</summary>
    private static async ValueTask MarkSeenAsync(ImapSessionContext session, List<uint> uids)
    {
        if (uids.Count == 0)
        {
            return;
        }

        var folder = session.Folder;
        var result = await session.Mailbox.StoreFlagsAsync(new StoreFlags(
            folder.FolderNo, UidSet.From(uids), FlagOperation.Add, MessageFlags.Seen, [], UnchangedSince: null)).ConfigureAwait(false);
        foreach (var entry in result.Messages)
        {
            var position = folder.Messages.Find(entry.Uid);
            if (position >= 0 && entry.ModSeq > folder.Messages[position].ModSeq)
            {
                folder.Messages.Replace(position, entry);
                FolderAnnouncer.Flags(session.Writer, position, entry, session.CondStore, withFlags: true);
            }
        }
    }
}
