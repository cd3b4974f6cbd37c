using System.Globalization;
using Mail.Domain.Blobs;
using Mail.Storage.Sql;

namespace Mail.Storage.Sweeping;

/// <summary>Whether a row still points into a segment or partition: a message that is not expunged, or mail that waits for another server.</summary>
internal sealed class BlobReferences(ISqlDatabase database, BlobKind kind)
{
    private readonly string _find = Find(kind);

    /// <summary>The kind stands in the text: partial indexes are found by it.</summary>
    public static string Find(BlobKind kind) => string.Create(CultureInfo.InvariantCulture, $"""
        SELECT 1 FROM mail_state.messages WHERE blob_kind = {(int)kind} AND blob_container = $1
        UNION ALL SELECT 1 FROM queue.outbound WHERE state IN (0, 1) AND blob_kind = {(int)kind} AND blob_container = $1 LIMIT 1
        """);

    public async ValueTask<bool> AnyAsync(long container, CancellationToken cancellation)
    {
        var any = false;
        await database.ReadAsync([new SqlStatement(_find, container)], (_, _) => any = true, cancellation).ConfigureAwait(false);
        return any;
    }
}
