namespace Mail.Storage.Schema;

/// <summary>Outbound rows that have failed and whose sender is still to be told; which messages lie in a segment.</summary>
internal static class Migration004
{
    public static Migration Step { get; } = new(4, "outbound failures, segments", Shared, Sqlite: Sqlite);

    private const string Shared = """
        ALTER TABLE queue.outbound ADD COLUMN failed_status {text};
        ALTER TABLE queue.outbound ADD COLUMN failed_host {text};
        ALTER TABLE queue.outbound ADD COLUMN failed_ticks bigint;
        """;

    private const string Sqlite = "CREATE INDEX messages_segment ON mail_state_messages (blob_container) WHERE blob_kind = 1;";
}
