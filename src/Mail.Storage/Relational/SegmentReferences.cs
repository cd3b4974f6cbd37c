using Mail.Storage.Sql;

namespace Mail.Storage.Relational;

/// <summary>Whether a row still points at a segment: a message that is not expunged, or mail that waits for another server.</summary>
internal sealed class SegmentReferences(ISqlDatabase database)
{
    public const string Find = """
        SELECT 1 FROM mail_state.messages WHERE blob_kind = 1 AND blob_container = $1
        UNION ALL SELECT 1 FROM queue.outbound WHERE state IN (0, 1) AND blob_kind = 1 AND blob_container = $1 LIMIT 1
        """;

    public async ValueTask<bool> AnyAsync(long segment, CancellationToken cancellation)
    {
        var any = false;
        await database.ReadAsync([new SqlStatement(Find, segment)], (_, _) => any = true, cancellation).ConfigureAwait(false);
        return any;
    }
}
