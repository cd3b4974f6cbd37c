namespace Mail.Contracts.Mailboxes;

/// <summary>Bounds that callers of <see cref="IMailboxGrain"/> keep to.</summary>
public static class MailboxLimits
{
    /// <summary>
    /// Messages that one change should touch where the protocol lets it be cut (STORE, MOVE, EXPUNGE): a change is one commit, and
    /// everybody's mail waits for a commit of a hundred thousand rows.
    /// </summary>
    public const int MessagesAtOnce = 2000;
}
