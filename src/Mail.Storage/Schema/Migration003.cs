namespace Mail.Storage.Schema;

/// <summary>Audit rows name peer and cause; requests by idempotency key.</summary>
internal static class Migration003
{
    public static Migration Step { get; } = new(3, "api", Shared);

    private const string Shared = """
        ALTER TABLE audit.events ADD COLUMN address {text};
        ALTER TABLE audit.events ADD COLUMN correlation_id {text};

        CREATE TABLE mail_state.requests (
            key {text} PRIMARY KEY, fingerprint {text} NOT NULL, created_ticks bigint NOT NULL, started_ticks bigint NOT NULL,
            claim {uuid} NOT NULL, response {blob});
        CREATE INDEX requests_created ON mail_state.requests (created_ticks);
        """;
}
