using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>LIST with its extensions (RFC 5258, 5819, 6154) and LSUB.</summary>
internal sealed class ListCommandHandler(StatusWriter statuses) : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.List, ImapVerb.Lsub];

    public async ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        var list = (ListCommand)command;
        var done = ImapReply.Ok(list.Verb == ImapVerb.List ? "LIST completed" : "LSUB completed");
        if (!list.IsExtended && list.Patterns is [""])
        {
            // RFC 3501 section 6.3.8: an empty name asks for the delimiter and the root.
            session.Writer.Untagged(list.Verb == ImapVerb.List ? "LIST (\\Noselect) \"/\" \"\""u8 : "LSUB (\\Noselect) \"/\" \"\""u8);
            return done;
        }

        var listing = new FolderListing(await session.Mailbox.ListFoldersAsync().ConfigureAwait(false));
        foreach (var line in list.Verb == ImapVerb.List ? listing.List(list) : listing.Lsub(list))
        {
            Write(session.Writer, list.Verb, line);
            if ((list.Return & ListReturn.Status) != 0 && line.Folder is { } folder)
            {
                session.CondStore |= (list.StatusItems & ImapStatusItems.HighestModSeq) != 0;
                statuses.Write(session.Writer, folder, list.StatusItems);
            }

            await session.Output.FlushIfFullAsync().ConfigureAwait(false);
        }

        return done;
    }

    private static void Write(ImapResponseWriter writer, ImapVerb verb, FolderLine line)
    {
        writer.Raw(verb == ImapVerb.List ? "* LIST ("u8 : "* LSUB ("u8);
        writer.Ascii(string.Join(' ', line.Attributes));
        writer.Raw(") \"/\" "u8);
        writer.MailboxName(line.Name.Value);
        if (line.HasSubscribedBelow)
        {
            writer.Raw(" (\"CHILDINFO\" (\"SUBSCRIBED\"))"u8);
        }

        writer.CrLf();
    }
}
