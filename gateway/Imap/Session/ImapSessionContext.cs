using System.Net;
using Mail.Contracts.Mailboxes;
using Mail.Gateway.Auth;
using Mail.Gateway.Imap.Folders;
using Mail.Gateway.Limits;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Session;

/// <summary>What the commands of one session share.</summary>
internal sealed class ImapSessionContext(ImapInput input, ImapOutput output, ImapDeadline deadline, MailboxListener listener)
{
    public required string Id { get; init; }

    public required EndPoint? Peer { get; init; }

    /// <summary>Told of each limit that strikes, one of <see cref="LimitName"/>.</summary>
    public required Action<string> OnLimit { get; init; }

    /// <summary>The client's address, if it has one.</summary>
    public IPAddress? Address => (Peer as IPEndPoint)?.Address;

    /// <summary>Whether a password may be sent over this connection as it is now.</summary>
    public bool PasswordsAllowed => IsTls || IsTrustedPeer;

    public required bool IsTrustedPeer { get; init; }

    public bool IsTls { get; set; }

    /// <summary>Whether STARTTLS is on offer.</summary>
    public bool CanStartTls { get; set; }

    /// <summary>Set by STARTTLS: the session makes the handshake once the answer is out.</summary>
    public bool StartTlsRequested { get; set; }

    public ImapInput Input { get; } = input;

    public ImapOutput Output { get; } = output;

    public ImapDeadline Deadline { get; } = deadline;

    public MailboxListener Listener { get; } = listener;

    public ImapResponseWriter Writer => Output.Writer;

    public LoginAccount? Account { get; private set; }

    /// <summary>When the login was last seen to be valid (a timestamp).</summary>
    public long LoginSeen { get; set; }

    /// <summary>The account's mailbox, once authenticated.</summary>
    public IMailboxGrain Mailbox { get; private set; } = null!;

    public SelectedFolder? Selected { get; private set; }

    /// <summary>The selected folder, where the state table has made sure that there is one.</summary>
    public SelectedFolder Folder => Selected ?? throw new InvalidOperationException("No folder is selected.");

    /// <summary>Whether the client has shown that it knows mod-sequences (RFC 7162 section 3.1).</summary>
    public bool CondStore { get; set; }

    public bool Utf8
    {
        get => Writer.Utf8;
        set => Writer.Utf8 = value;
    }

    /// <summary>Octets of an APPEND's message that the client sends unasked and nobody has read.</summary>
    public long PendingLiteral { get; set; }

    /// <summary>The mailbox's reference to <see cref="Listener"/>, once subscribed, and when that was (a timestamp).</summary>
    public (IMailboxObserver Observer, long Since)? Subscription { get; set; }

    public int FailedLogins { get; set; }

    /// <summary>Why the session ends; null while it goes on.</summary>
    public string? EndReason { get; private set; }

    public ImapSessionState State =>
        EndReason is not null ? ImapSessionState.Logout
        : Selected is not null ? ImapSessionState.Selected
        : Account is not null ? ImapSessionState.Authenticated
        : ImapSessionState.NotAuthenticated;

    public void LogIn(LoginAccount account, IMailboxGrain mailbox)
    {
        LoginSeen = Deadline.Now;
        (Account, Mailbox) = (account, mailbox);
        Output.IsPaced = true;
    }

    public void Select(SelectedFolder? folder)
    {
        Selected = folder;
        Listener.Watch(folder?.FolderNo ?? -1);
    }

    /// <summary>The server ends the session, whatever the client still sends.</summary>
    public bool WasCutOff { get; private set; }

    public void End(string reason) => EndReason ??= reason;

    /// <summary>Tells the client why the session ends; it ends after the current command.</summary>
    /// <param name="text">Why.</param>
    /// <param name="code">The response code, if there is one.</param>
    /// <param name="limit">The limit that struck, if one did.</param>
    public void Bye(string text, string? code = null, string? limit = null)
    {
        if (limit is not null)
        {
            OnLimit(limit);
        }

        Writer.Untagged(ImapReply.Bye(text, code));
        WasCutOff = true;
        End(text);
    }
}
