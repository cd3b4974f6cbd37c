using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>Hears that something changed; reads the change log for what. Calls may be lost or repeated.</summary>
[Alias("mail.mailbox-observer")]
public interface IMailboxObserver : IGrainObserver
{
    /// <summary>Folders changed up to the account's MODSEQ.</summary>
    void Changed(MailboxChanged change);
}
