using Mail.Storage.Mailboxes;
using Mail.Storage.Relational;

namespace Mail.Storage.Sqlite;

/// <summary>Mailbox commits through the one writer.</summary>
internal sealed class SqliteMailboxCommitter(SqliteDatabase database, TimeProvider time) : IMailboxCommitter
{
    public async ValueTask<CommitOutcome> CommitAsync(MailboxCommit commit, CancellationToken cancellation)
    {
        var write = new SqliteMailboxWrite(commit, time.GetUtcNow().ToUnixTimeSeconds());
        await database.WriteAsync(write, cancellation).ConfigureAwait(false);
        return write.Outcome;
    }
}
