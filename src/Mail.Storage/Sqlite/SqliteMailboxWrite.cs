using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;
using Mail.Storage.Relational;

namespace Mail.Storage.Sqlite;

/// <summary>One account's commit. Its first statement decides whether it is stale; a taken delivery key undoes it to its savepoint.</summary>
internal sealed class SqliteMailboxWrite(MailboxCommit commit, long now) : SqliteWrite
{
    private const string UpdateUser = """
        UPDATE mail_state.users SET modseq = $3, next_message_no = $4, next_folder_no = $5, last_uid_validity = $6, used_bytes = $7,
            used_messages = $8, quota_bytes = $9, quota_messages = $10 WHERE account_key = $1 AND modseq = $2
        RETURNING heard_until
        """;

    private const string DeleteFolderMessages = "DELETE FROM mail_state.messages WHERE account_key = $1 AND folder_no = $2";

    private const string FindDelivery = "SELECT 1 FROM mail_state.messages WHERE ingest_id = $1 AND account_key = $2 AND recipient = $3";

    private const string InsertMessage = """
        INSERT INTO mail_state.messages (account_key, folder_no, uid, modseq, message_no, flags, expunged, internal_date, blob_kind,
            blob_container, blob_offset, blob_length, keywords, ingest_id, recipient, summary)
        VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """;

    private const string UpdateFlags = """
        UPDATE mail_state.messages SET modseq = $4, flags = $5, keywords = $6
        WHERE account_key = $1 AND folder_no = $2 AND uid = $3 AND expunged = 0
        """;

    // An expunged row keeps what the change log and the delivery key need.
    private const string Expunge = """
        UPDATE mail_state.messages SET modseq = $4, expunged = 1, flags = 0, keywords = NULL, summary = NULL, internal_date = 0,
            blob_kind = 0, blob_container = 0, blob_offset = 0, blob_length = 0
        WHERE account_key = $1 AND folder_no = $2 AND uid = $3 AND expunged = 0
        """;

    private const string Subscribe = "INSERT INTO mail_state.subscriptions (account_key, name) VALUES ($1, $2) ON CONFLICT (account_key, name) DO NOTHING";

    private const string Unsubscribe = "DELETE FROM mail_state.subscriptions WHERE account_key = $1 AND name = $2";

    private bool _isHeard;

    public CommitOutcome Outcome { get; private set; }

    public override void Apply(SqliteConnection connection)
    {
        if (!UpdateAccount(connection))
        {
            Outcome = CommitOutcome.Stale;
            return;
        }

        try
        {
            InsertAll(connection);
        }
        catch (SqliteFailure failure) when (failure.IsConstraint)
        {
            connection.Prepare("ROLLBACK TO one").Run();
            if (!IsDelivered(connection))
            {
                throw;
            }

            Outcome = CommitOutcome.Duplicate;
            return;
        }

        ChangeAll(connection);
        SqliteFolderRows.Apply(connection, commit);
        WriteNames(connection);
        Outcome = CommitOutcome.Committed;
    }

    private bool UpdateAccount(SqliteConnection connection)
    {
        var update = connection.Prepare(UpdateUser)
            .Bind(1, commit.AccountKey).Bind(2, commit.ExpectedModSeq).Bind(3, commit.ModSeq).Bind(4, commit.NextMessageNo)
            .Bind(5, commit.NextFolderNo).Bind(6, commit.LastUidValidity).Bind(7, commit.UsedBytes).Bind(8, commit.UsedMessages)
            .Bind(9, commit.Quota.MaxBytes).Bind(10, commit.Quota.MaxMessages);
        var isCurrent = update.Step();
        _isHeard = isCurrent && update.Number(0) > now;
        update.Reset();
        return isCurrent;
    }

    private void InsertAll(SqliteConnection connection)
    {
        foreach (var folder in commit.RemovedFolders)
        {
            connection.Prepare(DeleteFolderMessages).Bind(1, commit.AccountKey).Bind(2, folder).Run();
        }

        foreach (var added in commit.Added)
        {
            var entry = added.Entry;
            connection.Prepare(InsertMessage)
                .Bind(1, commit.AccountKey).Bind(2, added.FolderNo).Bind(3, entry.Uid).Bind(4, entry.ModSeq).Bind(5, entry.MessageNo)
                .Bind(6, (long)entry.Flags).Bind(7, entry.InternalDate.ToUnixTimeSeconds()).Bind(8, (long)entry.Blob.Kind)
                .Bind(9, entry.Blob.Container).Bind(10, entry.Blob.Offset).Bind(11, entry.Blob.Length)
                .Bind(12, Keywords.ToStored(entry.Keywords)).Bind(13, added.Ingest?.Value).Bind(14, added.Recipient)
                .Bind(15, added.Summary.Span).Run();
        }
    }

    private bool IsDelivered(SqliteConnection connection)
    {
        foreach (var added in commit.Added)
        {
            if (added.Ingest is { } ingest)
            {
                var find = connection.Prepare(FindDelivery).Bind(1, ingest.Value).Bind(2, commit.AccountKey).Bind(3, added.Recipient);
                var found = find.Step();
                find.Reset();
                if (found)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void ChangeAll(SqliteConnection connection)
    {
        foreach (var change in commit.Flags)
        {
            MustChange(change.Uid, connection.Prepare(UpdateFlags)
                .Bind(1, commit.AccountKey).Bind(2, change.FolderNo).Bind(3, change.Uid).Bind(4, change.ModSeq)
                .Bind(5, (long)change.Flags).Bind(6, Keywords.ToStored(change.Keywords)).Run());
        }

        foreach (var gone in commit.Expunged)
        {
            MustChange(gone.Uid, connection.Prepare(Expunge)
                .Bind(1, commit.AccountKey).Bind(2, gone.FolderNo).Bind(3, gone.Uid).Bind(4, gone.ModSeq).Run());
        }
    }

    private void WriteNames(SqliteConnection connection)
    {
        foreach (var name in commit.Unsubscribed)
        {
            connection.Prepare(Unsubscribe).Bind(1, commit.AccountKey).Bind(2, name.Value).Run();
        }

        foreach (var name in commit.Subscribed)
        {
            connection.Prepare(Subscribe).Bind(1, commit.AccountKey).Bind(2, name.Value).Run();
        }

        foreach (var item in commit.Outbox)
        {
            if (!item.OnlyIfHeard || _isHeard)
            {
                connection.Prepare(OutboxStore.Insert).Bind(1, item.Stream).Bind(2, item.Partition).Bind(3, item.Key).Bind(4, item.Payload.Span).Run();
            }
        }
    }

    private void MustChange(uint uid, int rows)
    {
        if (rows != 1)
        {
            throw new InvalidOperationException($"Account {commit.AccountKey} has no live message with UID {uid}: nothing was written.");
        }
    }
}
