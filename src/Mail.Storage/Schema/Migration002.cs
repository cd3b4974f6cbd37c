namespace Mail.Storage.Schema;

/// <summary>Mail to other servers, one row for each recipient. Times are .NET ticks, UTC.</summary>
internal static class Migration002
{
    public static Migration Step { get; } = new(2, "outbound queue", Shared);

    private const string Shared = """
        CREATE TABLE queue.outbound (
            id {id}, ingest_id {uuid} NOT NULL, accepted_ticks bigint NOT NULL,
            blob_kind bigint NOT NULL, blob_container bigint NOT NULL, blob_offset bigint NOT NULL, blob_length bigint NOT NULL,
            mail_from {text} NOT NULL, recipient {text} NOT NULL, domain {text} NOT NULL, expires_ticks bigint NOT NULL,
            envelope_id {text}, ret bigint NOT NULL, notify bigint NOT NULL, original_recipient {text},
            state bigint NOT NULL, due_ticks bigint NOT NULL, claim {uuid}, attempts bigint NOT NULL, last_reply {text},
            delay_reported bigint NOT NULL, finished_ticks bigint NOT NULL);
        CREATE UNIQUE INDEX outbound_key ON queue.outbound (ingest_id, recipient);
        CREATE INDEX outbound_due ON queue.outbound (due_ticks, domain) WHERE state = 0;
        CREATE INDEX outbound_domain ON queue.outbound (domain, due_ticks) WHERE state = 0;
        CREATE INDEX outbound_claim ON queue.outbound (claim) WHERE claim IS NOT NULL;
        CREATE INDEX outbound_finished ON queue.outbound (finished_ticks) WHERE finished_ticks > 0;
        CREATE INDEX outbound_state ON queue.outbound (state, id);
        """;
}
