using Mail.Domain.Mailboxes;
using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>CREATE (RFC 3501 section 6.3.3, RFC 6154), DELETE, RENAME, SUBSCRIBE and UNSUBSCRIBE.</summary>
internal sealed class FolderCommandHandler : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs =>
        [ImapVerb.Create, ImapVerb.Delete, ImapVerb.Rename, ImapVerb.Subscribe, ImapVerb.Unsubscribe];

    public ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command) => command switch
    {
        CreateCommand create => CreateAsync(session, create),
        RenameCommand rename => RenameAsync(session, rename),
        MailboxCommand { Verb: ImapVerb.Delete } delete => DeleteAsync(session, delete),
        _ => SubscribeAsync(session, (MailboxCommand)command),
    };

    private static async ValueTask<ImapReply> CreateAsync(ImapSessionContext session, CreateCommand create)
    {
        var use = SpecialUse.None;
        if (create.SpecialUse.Count > 1 || (create.SpecialUse.Count == 1 && !SpecialUses.TryParse(create.SpecialUse[0], out use)))
        {
            return ImapReply.No("Special use not supported", ImapResponseCode.UseAttribute);
        }

        await session.Mailbox.CreateFolderAsync(FolderNames.New(create.Mailbox), use).ConfigureAwait(false);
        return ImapReply.Ok("CREATE completed");
    }

    private static async ValueTask<ImapReply> DeleteAsync(ImapSessionContext session, MailboxCommand delete)
    {
        var name = FolderNames.Existing(delete.Mailbox);
        await session.Mailbox.DeleteFolderAsync(name).ConfigureAwait(false);
        if (session.Selected?.Name == name)
        {
            session.Select(null);
        }

        return ImapReply.Ok("DELETE completed");
    }

    private static async ValueTask<ImapReply> RenameAsync(ImapSessionContext session, RenameCommand rename)
    {
        await session.Mailbox.RenameFolderAsync(FolderNames.Existing(rename.From), FolderNames.New(rename.To)).ConfigureAwait(false);
        return ImapReply.Ok("RENAME completed");
    }

    private static async ValueTask<ImapReply> SubscribeAsync(ImapSessionContext session, MailboxCommand command)
    {
        var subscribe = command.Verb == ImapVerb.Subscribe;
        await session.Mailbox.SetSubscribedAsync(FolderNames.New(command.Mailbox), subscribe).ConfigureAwait(false);
        return ImapReply.Ok(subscribe ? "SUBSCRIBE completed" : "UNSUBSCRIBE completed");
    }
}
