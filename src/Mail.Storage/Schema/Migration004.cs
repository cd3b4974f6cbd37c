namespace Mail.Storage.Schema;

/// <summary>Outbound rows that have failed and whose sender is still to be told.</summary>
internal static class Migration004
{
    public static Migration Step { get; } = new(4, "outbound failures", Shared);

    private const string Shared = """
        ALTER TABLE queue.outbound ADD COLUMN failed_status {text};
        ALTER TABLE queue.outbound ADD COLUMN failed_host {text};
        ALTER TABLE queue.outbound ADD COLUMN failed_ticks bigint;
        """;
}
