namespace Mail.Storage.Postgres;

/// <summary>
/// A group of mailbox commits as statements over arrays. The first locks the accounts in one order; the second stamps those whose
/// version holds and whose deliveries are new with the group's id; all others touch stamped accounts only.
/// </summary>
internal static class MailboxGroupSql
{
    public const string Lock = "SELECT account_key, modseq FROM mail_state.users WHERE account_key = ANY($1) ORDER BY account_key FOR UPDATE";

    public const string Win = """
        UPDATE mail_state.users u SET modseq = c.modseq, next_message_no = c.next_message_no, next_folder_no = c.next_folder_no,
            last_uid_validity = c.last_uid_validity, used_bytes = c.used_bytes, used_messages = c.used_messages,
            quota_bytes = c.quota_bytes, quota_messages = c.quota_messages, commit_id = $14
        FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[])
            AS c(account_key, expected, modseq, next_message_no, next_folder_no, last_uid_validity, used_bytes, used_messages, quota_bytes, quota_messages)
        WHERE u.account_key = c.account_key AND u.modseq = c.expected AND u.account_key NOT IN (
            SELECT d.account_key FROM unnest($11::bigint[], $12::uuid[], $13::text[]) AS d(account_key, ingest_id, recipient)
            WHERE EXISTS (SELECT 1 FROM mail_state.messages m
                WHERE m.ingest_id = d.ingest_id AND m.account_key = d.account_key AND m.recipient = d.recipient))
        RETURNING u.account_key
        """;

    public const string RemoveFolderMessages = $"""
        DELETE FROM mail_state.messages m USING {RemovedFolders} WHERE m.account_key = r.account_key AND m.folder_no = r.folder_no
        """;

    public const string RemoveFolders = $"""
        DELETE FROM mail_state.mailboxes f USING {RemovedFolders} WHERE f.account_key = r.account_key AND f.folder_no = r.folder_no
        """;

    public const string Add = """
        INSERT INTO mail_state.messages (account_key, folder_no, uid, modseq, message_no, flags, expunged, internal_date, blob_kind,
            blob_container, blob_offset, blob_length, keywords, ingest_id, recipient, summary)
        SELECT a.account_key, a.folder_no, a.uid, a.modseq, a.message_no, a.flags, 0, a.internal_date, a.blob_kind, a.blob_container,
            a.blob_offset, a.blob_length, a.keywords, a.ingest_id, a.recipient, a.summary
        FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
            $9::bigint[], $10::bigint[], $11::bigint[], $12::text[], $13::uuid[], $14::text[], $15::bytea[])
            AS a(account_key, folder_no, uid, modseq, message_no, flags, internal_date, blob_kind, blob_container, blob_offset,
                blob_length, keywords, ingest_id, recipient, summary)
        JOIN mail_state.users u ON u.account_key = a.account_key AND u.commit_id = $16
        """;

    // Dividing by zero ends the transaction: a commit that names a message that is not there must not be half applied.
    public const string ChangeFlags = """
        WITH c AS (
            SELECT x.* FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[])
                AS x(account_key, folder_no, uid, modseq, flags, keywords)
            JOIN mail_state.users u ON u.account_key = x.account_key AND u.commit_id = $7),
        done AS (
            UPDATE mail_state.messages m SET modseq = c.modseq, flags = c.flags, keywords = c.keywords FROM c
            WHERE m.account_key = c.account_key AND m.folder_no = c.folder_no AND m.uid = c.uid AND m.expunged = 0 RETURNING 1)
        SELECT 1 / (((SELECT count(*) FROM c) = (SELECT count(*) FROM done))::int)
        """;

    public const string Expunge = """
        WITH c AS (
            SELECT x.* FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS x(account_key, folder_no, uid, modseq)
            JOIN mail_state.users u ON u.account_key = x.account_key AND u.commit_id = $5),
        done AS (
            UPDATE mail_state.messages m SET modseq = c.modseq, expunged = 1, flags = 0, keywords = NULL, summary = NULL, internal_date = 0,
                blob_kind = 0, blob_container = 0, blob_offset = 0, blob_length = 0 FROM c
            WHERE m.account_key = c.account_key AND m.folder_no = c.folder_no AND m.uid = c.uid AND m.expunged = 0 RETURNING 1)
        SELECT 1 / (((SELECT count(*) FROM c) = (SELECT count(*) FROM done))::int)
        """;

    // Names may be swapped within a commit, so renamed folders go before any takes its new name.
    public const string DropRenamed = """
        DELETE FROM mail_state.mailboxes f USING unnest($1::bigint[], $2::bigint[], $3::text[]) AS n(account_key, folder_no, name)
        JOIN mail_state.users u ON u.account_key = n.account_key AND u.commit_id = $4
        WHERE f.account_key = n.account_key AND f.folder_no = n.folder_no AND f.name <> n.name
        """;

    public const string PutFolders = """
        INSERT INTO mail_state.mailboxes (account_key, folder_no, name, special_use, uid_validity, uid_next, highest_modseq, messages, unseen, deleted, bytes)
        SELECT n.* FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
            $9::bigint[], $10::bigint[], $11::bigint[])
            AS n(account_key, folder_no, name, special_use, uid_validity, uid_next, highest_modseq, messages, unseen, deleted, bytes)
        JOIN mail_state.users u ON u.account_key = n.account_key AND u.commit_id = $12
        ON CONFLICT (account_key, folder_no) DO UPDATE SET special_use = excluded.special_use, uid_validity = excluded.uid_validity,
            uid_next = excluded.uid_next, highest_modseq = excluded.highest_modseq, messages = excluded.messages,
            unseen = excluded.unseen, deleted = excluded.deleted, bytes = excluded.bytes
        """;

    public const string Unsubscribe = """
        DELETE FROM mail_state.subscriptions s USING unnest($1::bigint[], $2::text[]) AS n(account_key, name)
        JOIN mail_state.users u ON u.account_key = n.account_key AND u.commit_id = $3
        WHERE s.account_key = n.account_key AND s.name = n.name
        """;

    public const string Subscribe = """
        INSERT INTO mail_state.subscriptions (account_key, name)
        SELECT n.account_key, n.name FROM unnest($1::bigint[], $2::text[]) AS n(account_key, name)
        JOIN mail_state.users u ON u.account_key = n.account_key AND u.commit_id = $3
        ON CONFLICT (account_key, name) DO NOTHING
        """;

    public const string AddEvents = """
        INSERT INTO queue.tasks (stream, partition, key, payload)
        SELECT e.stream, e.partition, e.key, e.payload
        FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::bytea[], $6::bigint[]) WITH ORDINALITY
            AS e(account_key, stream, partition, key, payload, heard_after, n)
        JOIN mail_state.users u ON u.account_key = e.account_key AND u.commit_id = $7 AND u.heard_until > e.heard_after ORDER BY e.n
        """;

    private const string RemovedFolders = """
        unnest($1::bigint[], $2::bigint[]) AS r(account_key, folder_no)
        JOIN mail_state.users u ON u.account_key = r.account_key AND u.commit_id = $3
        """;
}
