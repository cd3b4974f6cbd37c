namespace Mail.Storage.Schema;

/// <summary>Which messages lie in a partition of the landing table.</summary>
internal static class Migration005
{
    public static Migration Step { get; } = new(
        5, "landing partitions", "", Postgres: "CREATE INDEX messages_landing ON mail_state.messages (blob_container) WHERE blob_kind = 2;");
}
