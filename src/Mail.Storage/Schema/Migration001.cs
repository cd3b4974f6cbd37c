namespace Mail.Storage.Schema;

/// <summary>
/// Mailboxes, directory, queues, audit. SQLite has grain state and reminders besides; PostgreSQL the landing table, the log of group
/// commits, and the tables that Orleans works on.
/// </summary>
/// <remarks>
/// Times are seconds since 1970 or .NET ticks (UTC) where the column says so; flags are numbers. <c>messages</c> stays in append order (SQLite's
/// rowid, PostgreSQL's heap), which commits faster than a table clustered by UID. Expunged rows keep their UID, MODSEQ and delivery key.
/// </remarks>
internal static class Migration001
{
    public static Migration Step { get; } = new(Migrations.Oldest, "first", Shared, Postgres + OrleansSchema.Script, Sqlite);

    private const string Shared = """
        CREATE TABLE mail_state.users (
            account_key {id}, account {uuid} NOT NULL UNIQUE, tenant {text} NOT NULL, address {text} NOT NULL,
            modseq bigint NOT NULL, next_message_no bigint NOT NULL, next_folder_no bigint NOT NULL, last_uid_validity bigint NOT NULL,
            used_bytes bigint NOT NULL, used_messages bigint NOT NULL, quota_bytes bigint NOT NULL, quota_messages bigint NOT NULL,
            commit_id {uuid} NOT NULL);

        CREATE TABLE mail_state.mailboxes (
            account_key bigint NOT NULL, folder_no bigint NOT NULL, name {text} NOT NULL, special_use bigint NOT NULL,
            uid_validity bigint NOT NULL, uid_next bigint NOT NULL, highest_modseq bigint NOT NULL,
            messages bigint NOT NULL, unseen bigint NOT NULL, deleted bigint NOT NULL, bytes bigint NOT NULL,
            PRIMARY KEY (account_key, folder_no));
        CREATE UNIQUE INDEX mailboxes_name ON mail_state.mailboxes (account_key, name);

        CREATE TABLE mail_state.messages (
            account_key bigint NOT NULL, folder_no bigint NOT NULL, uid bigint NOT NULL, modseq bigint NOT NULL,
            message_no bigint NOT NULL, flags bigint NOT NULL, expunged bigint NOT NULL, internal_date bigint NOT NULL,
            blob_kind bigint NOT NULL, blob_container bigint NOT NULL, blob_offset bigint NOT NULL, blob_length bigint NOT NULL,
            keywords {text}, ingest_id {uuid}, recipient {text}, summary {blob});
        CREATE UNIQUE INDEX messages_uid ON mail_state.messages (account_key, folder_no, uid);
        CREATE UNIQUE INDEX messages_delivery ON mail_state.messages (ingest_id, account_key, recipient) WHERE ingest_id IS NOT NULL;
        CREATE INDEX messages_changes ON mail_state.messages (account_key, folder_no, modseq, uid);
        CREATE INDEX messages_unseen ON mail_state.messages (account_key, folder_no, uid) WHERE expunged = 0 AND (flags & 1) = 0;
        CREATE INDEX messages_deleted ON mail_state.messages (account_key, folder_no, uid) WHERE expunged = 0 AND (flags & 8) = 8;

        CREATE TABLE mail_state.message_parts (
            account_key bigint NOT NULL, message_no bigint NOT NULL, part {text} NOT NULL, media_type {text} NOT NULL,
            file_name {text}, part_offset bigint NOT NULL, part_length bigint NOT NULL, PRIMARY KEY (account_key, message_no, part));

        CREATE TABLE mail_state.acl (
            account_key bigint NOT NULL, folder_no bigint NOT NULL, identifier {text} NOT NULL, rights {text} NOT NULL,
            PRIMARY KEY (account_key, folder_no, identifier));

        CREATE TABLE mail_state.subscriptions (
            account_key bigint NOT NULL, name {text} NOT NULL, PRIMARY KEY (account_key, name));

        CREATE TABLE mail_state.addresses (
            domain {text} NOT NULL, local_part {text} NOT NULL, kind bigint NOT NULL, account {uuid} NOT NULL, targets {text} NOT NULL,
            PRIMARY KEY (domain, local_part));

        CREATE TABLE mail_state.requests (
            key {text} PRIMARY KEY, fingerprint {text} NOT NULL, created_ticks bigint NOT NULL, started_ticks bigint NOT NULL,
            claim {uuid} NOT NULL, response {blob});
        CREATE INDEX requests_created ON mail_state.requests (created_ticks);

        CREATE TABLE mail_state.health (id bigint PRIMARY KEY, checked_at bigint NOT NULL);

        CREATE TABLE queue.tasks (
            id {id}, stream {text} NOT NULL, key {text} NOT NULL, payload {blob} NOT NULL);
        CREATE INDEX tasks_stream ON queue.tasks (stream, id);

        CREATE TABLE queue.task_events (
            id bigint PRIMARY KEY, stream {text} NOT NULL, key {text} NOT NULL, payload {blob} NOT NULL,
            error {text} NOT NULL, at_ticks bigint NOT NULL);
        CREATE INDEX task_events_stream ON queue.task_events (stream, id);

        -- Mail to other servers, one row for each recipient.
        CREATE TABLE queue.outbound (
            id {id}, ingest_id {uuid} NOT NULL, accepted_ticks bigint NOT NULL,
            blob_kind bigint NOT NULL, blob_container bigint NOT NULL, blob_offset bigint NOT NULL, blob_length bigint NOT NULL,
            mail_from {text} NOT NULL, recipient {text} NOT NULL, domain {text} NOT NULL, expires_ticks bigint NOT NULL,
            envelope_id {text}, ret bigint NOT NULL, notify bigint NOT NULL, original_recipient {text},
            state bigint NOT NULL, due_ticks bigint NOT NULL, claim {uuid}, attempts bigint NOT NULL, last_reply {text},
            delay_reported bigint NOT NULL, finished_ticks bigint NOT NULL,
            failed_status {text}, failed_host {text}, failed_ticks bigint);
        CREATE UNIQUE INDEX outbound_key ON queue.outbound (ingest_id, recipient);
        CREATE INDEX outbound_due ON queue.outbound (due_ticks, domain) WHERE state = 0;
        CREATE INDEX outbound_domain ON queue.outbound (domain, due_ticks) WHERE state = 0;
        CREATE INDEX outbound_claim ON queue.outbound (claim) WHERE claim IS NOT NULL;
        CREATE INDEX outbound_finished ON queue.outbound (finished_ticks) WHERE finished_ticks > 0;
        CREATE INDEX outbound_state ON queue.outbound (state, id);

        CREATE TABLE audit.events (
            id {id}, at_ticks bigint NOT NULL, tenant {text}, actor {text} NOT NULL, action {text} NOT NULL,
            subject {text} NOT NULL, detail {text}, address {text}, correlation_id {text});
        CREATE INDEX events_tenant ON audit.events (tenant, id);
        """;

    // Bodies are EXTERNAL: compressing mail costs more than it saves, and substring() of an uncompressed value reads only its range.
    private const string Postgres = """
        CREATE TABLE queue.commits (id uuid PRIMARY KEY, winners bigint[] NOT NULL, at timestamptz NOT NULL DEFAULT now());
        CREATE INDEX commits_at ON queue.commits (at);

        CREATE SEQUENCE mail_state.landing_block;
        CREATE TABLE mail_state.landing (hour bigint NOT NULL, id bigint NOT NULL, crc bigint NOT NULL, body bytea NOT NULL, PRIMARY KEY (hour, id))
            PARTITION BY LIST (hour);
        ALTER TABLE mail_state.landing ALTER COLUMN body SET STORAGE EXTERNAL;

        CREATE TABLE queue.ingest (
            id uuid PRIMARY KEY, hour bigint NOT NULL, landing_id bigint NOT NULL, body_length bigint NOT NULL, envelope bytea NOT NULL);
        CREATE INDEX ingest_order ON queue.ingest (landing_id);

        -- Which messages lie in a partition of the landing table.
        CREATE INDEX messages_landing ON mail_state.messages (blob_container) WHERE blob_kind = 2;

        """;

    private const string Sqlite = """
        -- Which messages lie in a segment.
        CREATE INDEX messages_segment ON mail_state_messages (blob_container) WHERE blob_kind = 1;

        CREATE TABLE mail_state_grain_state (
            state_name text NOT NULL, grain_id text NOT NULL, etag blob NOT NULL, data blob NOT NULL, PRIMARY KEY (state_name, grain_id));

        CREATE TABLE mail_state_reminders (
            grain_id text NOT NULL, name text NOT NULL, start_ticks bigint NOT NULL, period_ticks bigint NOT NULL,
            hash bigint NOT NULL, etag blob NOT NULL, PRIMARY KEY (grain_id, name));
        CREATE INDEX reminders_hash ON mail_state_reminders (hash);
        """;
}
