using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>IDLE (RFC 2177).</summary>
internal sealed class IdleCommandHandler(ImapOptions options, FolderUpdates updates, MailboxSubscriptions subscriptions, LoginWatch logins) : IImapCommandHandler
{
    private const int LongestLine = 1024;

    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Idle];

    public async ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        session.Writer.Continuation("idling"u8);
        session.Listener.IsIdling = true;
        try
        {
            if (session.Selected is { WasToldAside: true } folder)
            {
                folder.WasToldAside = false;
                session.Writer.Numbered((uint)folder.Messages.Count, "EXISTS"u8);
            }

            // What happened before the listener was told to wake us.
            await PushAsync(session, force: true).ConfigureAwait(false);
            session.Deadline.Set(options.IdleTimeout);
            var line = session.State == ImapSessionState.Logout
                ? null
                : await session.Input.ReadLineAsync(LongestLine, () => OnWakeAsync(session)).ConfigureAwait(false);
            if (line is not null && System.Text.Ascii.EqualsIgnoreCase(line, "DONE"u8))
            {
                return ImapReply.Ok("IDLE completed");
            }

            if (line is null && session.State != ImapSessionState.Logout)
            {
                session.Bye(session.Input.IsEnding ? "Server is shutting down" : session.Deadline.HasPassed ? "Autologout, idle for too long" : "Connection is closing");
            }

            return ImapReply.Bad("Expected DONE");
        }
        finally
        {
            session.Listener.IsIdling = false;
        }
    }

    /// <summary>False when the session has come to its end.</summary>
    private async ValueTask<bool> OnWakeAsync(ImapSessionContext session)
    {
        await logins.LookAsync(session).ConfigureAwait(false);
        if (session.State == ImapSessionState.Logout)
        {
            return false;
        }

        var due = subscriptions.IsDue(session);
        if (due)
        {
            await subscriptions.EnsureAsync(session).ConfigureAwait(false);
        }

        await PushAsync(session, force: due).ConfigureAwait(false);
        return session.State != ImapSessionState.Logout;
    }

    private async ValueTask PushAsync(ImapSessionContext session, bool force)
    {
        do
        {
            await updates.SendAsync(session, ImapVerb.Idle, byUid: false, force).ConfigureAwait(false);
            force = false;
        }
        while (session.Listener.IsDirty && session.Selected is not null);

        await session.Output.FlushAsync().ConfigureAwait(false);
    }
}
