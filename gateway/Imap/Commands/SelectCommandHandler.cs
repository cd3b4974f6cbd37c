using Mail.Gateway.Imap.Folders;
using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>SELECT and EXAMINE (RFC 3501 sections 6.3.1, 6.3.2).</summary>
internal sealed class SelectCommandHandler(MailboxSubscriptions subscriptions) : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Select, ImapVerb.Examine];

    public async ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        var select = (SelectCommand)command;
        if (session.Selected is not null)
        {
            // Even a SELECT that fails closes what was selected. RFC 7162 section 3.2.11: the client is told where the old folder's responses end.
            session.Select(null);
            session.Writer.Untagged(ImapReply.Ok("Previous mailbox is closed", ImapResponseCode.Closed));
        }

        await subscriptions.EnsureAsync(session).ConfigureAwait(false);
        var view = await session.Mailbox.GetFolderAsync(FolderNames.Existing(select.Mailbox)).ConfigureAwait(false);
        session.Listener.Watch(view.FolderNo);
        var (folder, now) = await SelectedFolder.OpenAsync(session.Mailbox, view, select.Verb == ImapVerb.Examine).ConfigureAwait(false);
        var unseen = now.Unseen == 0 ? 0 : await session.Mailbox.FindFirstUnseenAsync(folder.FolderNo).ConfigureAwait(false);
        session.CondStore |= select.CondStore;
        session.Select(folder);
        Describe(session.Writer, folder, now.UidNext, unseen);
        return ImapReply.Ok(
            folder.IsReadOnly ? "EXAMINE completed" : "SELECT completed",
            folder.IsReadOnly ? ImapResponseCode.ReadOnly : ImapResponseCode.ReadWrite);
    }

    private static void Describe(ImapResponseWriter writer, SelectedFolder folder, uint uidNext, uint firstUnseen)
    {
        FolderAnnouncer.Flags(writer, folder);
        writer.Raw("* OK [PERMANENTFLAGS "u8);
        if (folder.IsReadOnly)
        {
            writer.Raw("()"u8);
        }
        else
        {
            writer.Flags(FolderAnnouncer.AllSystemFlags, [.. folder.Keywords, @"\*"]);
        }

        writer.Raw("] Flags that stay\r\n"u8);
        writer.Numbered((uint)folder.Messages.Count, "EXISTS"u8);
        writer.Untagged("0 RECENT"u8);
        if (firstUnseen != 0 && folder.Messages.Find(firstUnseen) is var position and >= 0)
        {
            writer.Untagged(ImapReply.Ok("First unseen", ImapResponseCode.Unseen((uint)position + 1)));
        }

        writer.Untagged(ImapReply.Ok("UIDs are valid", ImapResponseCode.UidValidity(folder.UidValidity)));
        writer.Untagged(ImapReply.Ok("Next UID", ImapResponseCode.UidNext(Math.Max(uidNext, folder.Messages.LastUid + 1))));
        writer.Untagged(ImapReply.Ok("Highest mod-sequence", ImapResponseCode.HighestModSeq((ulong)folder.ModSeq)));
    }
}
