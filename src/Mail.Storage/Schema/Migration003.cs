namespace Mail.Storage.Schema;

/// <summary>Queues of the streams: a partition per row, and until when somebody listens to a mailbox.</summary>
internal static class Migration003
{
    public static Migration Step { get; } = new(103, "streams", Shared, Postgres, Sqlite);

    private const string Shared = """
        ALTER TABLE queue.tasks ADD COLUMN partition bigint NOT NULL DEFAULT 0;
        ALTER TABLE queue.task_events ADD COLUMN partition bigint NOT NULL DEFAULT 0;
        CREATE INDEX tasks_queue ON queue.tasks (stream, partition, id);
        ALTER TABLE mail_state.users ADD COLUMN heard_until bigint NOT NULL DEFAULT 0;
        """;

    private const string Postgres = "DROP INDEX queue.tasks_stream;";

    private const string Sqlite = "DROP INDEX tasks_stream;";
}
