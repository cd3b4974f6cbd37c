using Mail.Storage.Mailboxes;

namespace Mail.Storage.Relational;

/// <summary>Makes a checked commit durable together with others that wait.</summary>
internal interface IMailboxCommitter
{
    ValueTask<CommitOutcome> CommitAsync(MailboxCommit commit, CancellationToken cancellation);
}
