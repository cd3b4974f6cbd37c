namespace Mail.Storage.Relational;

/// <summary>What the mailbox store reads, in the shared dialect.</summary>
internal static class MailboxQueries
{
    // Waits for a commit of the account that is under way, and is seen by the next: that is why it is a column of this very row.
    public const string Listen = """
        UPDATE mail_state.users SET heard_until = CASE WHEN heard_until < $2 THEN $2 ELSE heard_until END WHERE account = $1 RETURNING account_key
        """;

    public const string User = """
        SELECT account_key, account, tenant, modseq, next_message_no, next_folder_no, last_uid_validity, used_bytes, used_messages,
            quota_bytes, quota_messages FROM mail_state.users WHERE account = $1
        """;

    public const string Folders = """
        SELECT f.folder_no, f.name, f.special_use, f.uid_validity, f.uid_next, f.highest_modseq, f.messages, f.unseen, f.deleted, f.bytes
        FROM mail_state.mailboxes f JOIN mail_state.users u ON u.account_key = f.account_key WHERE u.account = $1 ORDER BY f.folder_no
        """;

    public const string Subscriptions = """
        SELECT s.name FROM mail_state.subscriptions s JOIN mail_state.users u ON u.account_key = s.account_key WHERE u.account = $1 ORDER BY s.name
        """;

    public const string Messages = $"""
        SELECT {EntryColumns} FROM mail_state.messages
        WHERE account_key = $1 AND folder_no = $2 AND uid >= $3 AND uid <= $4 AND expunged = 0 ORDER BY uid LIMIT $5
        """;

    public const string Summaries = """
        SELECT uid, summary FROM mail_state.messages
        WHERE account_key = $1 AND folder_no = $2 AND uid >= $3 AND uid <= $4 AND expunged = 0 ORDER BY uid LIMIT $5
        """;

    public const string Changes = $"""
        SELECT {EntryColumns}, expunged FROM mail_state.messages
        WHERE account_key = $1 AND folder_no = $2 AND modseq > $3 ORDER BY modseq, uid LIMIT $4
        """;

    public const string Deliveries = """
        SELECT ingest_id, recipient, folder_no, uid FROM mail_state.messages WHERE ingest_id = $2 AND account_key = $1
        """;

    public const string FirstUnseen = """
        SELECT uid FROM mail_state.messages
        WHERE account_key = $1 AND folder_no = $2 AND expunged = 0 AND (flags & 1) = 0 ORDER BY uid LIMIT 1
        """;

    public const string Deleted = """
        SELECT uid FROM mail_state.messages
        WHERE account_key = $1 AND folder_no = $2 AND expunged = 0 AND (flags & 8) = 8 ORDER BY uid LIMIT $3
        """;

    public const string CreateUser = """
        INSERT INTO mail_state.users (account, tenant, address, modseq, next_message_no, next_folder_no, last_uid_validity,
            used_bytes, used_messages, quota_bytes, quota_messages, commit_id)
        VALUES ($1, $2, $3, 1, 1, $4, $5, 0, 0, $6, $7, $8) ON CONFLICT (account) DO NOTHING
        """;

    public static readonly string[] DeleteRest =
    [
        "DELETE FROM mail_state.messages WHERE account_key = $1",
        "DELETE FROM mail_state.message_parts WHERE account_key = $1",
        "DELETE FROM mail_state.acl WHERE account_key = $1",
        "DELETE FROM mail_state.subscriptions WHERE account_key = $1",
        "DELETE FROM mail_state.mailboxes WHERE account_key = $1",
        "DELETE FROM mail_state.users WHERE account_key = $1",
    ];

    // Only for the user row of this very call: its id is fresh.
    public const string CreateFolder = """
        INSERT INTO mail_state.mailboxes (account_key, folder_no, name, special_use, uid_validity, uid_next, highest_modseq, messages, unseen, deleted, bytes)
        SELECT account_key, $3, $4, $5, $6, 1, 1, 0, 0, 0, 0 FROM mail_state.users WHERE account = $1 AND commit_id = $2
        """;

    public const string CreateSubscription = """
        INSERT INTO mail_state.subscriptions (account_key, name) SELECT account_key, $3 FROM mail_state.users WHERE account = $1 AND commit_id = $2
        """;

    // In steps: one transaction over a large mailbox would hold up the writer of all others.
    public const string DeleteMessages = """
        DELETE FROM mail_state.messages WHERE account_key = $1 AND (folder_no, uid) IN (
            SELECT folder_no, uid FROM mail_state.messages WHERE account_key = $1 LIMIT $2) RETURNING 1
        """;

    private const string EntryColumns = "uid, modseq, message_no, flags, keywords, internal_date, blob_kind, blob_container, blob_offset, blob_length";
}
