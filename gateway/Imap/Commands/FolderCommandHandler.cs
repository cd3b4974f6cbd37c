using Mail.Contracts.Errors;
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

        var name = FolderNames.New(create.Mailbox);
        try
        {
            await session.Mailbox.CreateFolderAsync(name, use).ConfigureAwait(false);
        }
        catch (MailException refusal) when (refusal.Code == MailErrorCode.AlreadyExists && use != SpecialUse.None)
        {
            var list = await session.Mailbox.ListFoldersAsync().ConfigureAwait(false);
            if (list.Folders.Any(f => f.Name == name))
            {
                throw;
            }

            // RFC 6154 section 3: it is the use that cannot be given, not the name.
            return ImapReply.No("Another mailbox has that special use", ImapResponseCode.UseAttribute);
        }

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
        var (from, to) = (FolderNames.Existing(rename.From), FolderNames.New(rename.To));
        try
        {
            await session.Mailbox.RenameFolderAsync(from, to).ConfigureAwait(false);
        }
        catch (MailException refusal) when (refusal.Code == MailErrorCode.InvalidArgument && to.IsBelow(from))
        {
            return ImapReply.No("A mailbox cannot be put below itself", ImapResponseCode.Cannot);
        }

        return ImapReply.Ok("RENAME completed");
    }

    private static async ValueTask<ImapReply> SubscribeAsync(ImapSessionContext session, MailboxCommand command)
    {
        var subscribe = command.Verb == ImapVerb.Subscribe;
        await session.Mailbox.SetSubscribedAsync(FolderNames.New(command.Mailbox), subscribe).ConfigureAwait(false);
        return ImapReply.Ok(subscribe ? "SUBSCRIBE completed" : "UNSUBSCRIBE completed");
    }
}
