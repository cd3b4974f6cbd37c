using Mail.Contracts.Errors;
using Orleans;

namespace Mail.Contracts.Mailboxes;

/// <summary>
/// What changed in one account's mailbox, for listeners that must miss nothing; keyed by its <see cref="Mail.Domain.Identity.AccountId"/>.
/// The account's MODSEQ is the cursor: each commit raises it by one and makes one change of that number.
/// </summary>
[Alias("mail.mailbox-events")]
public interface IMailboxEventsGrain : IGrainWithGuidKey
{
    /// <summary>
    /// Has the observer hear of every change after the answer's MODSEQ, for 10 minutes; attach again before that, or when a number is
    /// missing. Changes may come twice, and before the answer. NotFound: no such mailbox; Invalid: a MODSEQ that it has not reached.
    /// </summary>
    /// <param name="observer">Who listens.</param>
    /// <param name="after">The last MODSEQ that the listener knows, at least 0; null: it begins now.</param>
    /// <exception cref="MailException">Refused.</exception>
    Task<MissedChanges> AttachAsync(IMailboxObserver observer, long? after);

    /// <summary>Ends it; does nothing if it is not attached.</summary>
    Task DetachAsync(IMailboxObserver observer);
}
