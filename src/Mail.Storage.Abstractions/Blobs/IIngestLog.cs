using Mail.Domain.Blobs;
using Mail.Domain.Identity;

namespace Mail.Storage.Blobs;

/// <summary>
/// The accept log (<c>mail_ingest</c>): what an SMTP 250 promises. A record is appended once, with all others that wait (group
/// commit), and is at the same time the blob that mailboxes point at.
/// </summary>
public interface IIngestLog
{
    /// <summary>Returns once the record is on stable storage; only then may the sender be told so.</summary>
    /// <returns>Where <see cref="IngestRecord.Message"/> lies.</returns>
    /// <exception cref="StoreFullException">Nothing was kept.</exception>
    /// <exception cref="StoreUnavailableException">Not known to be kept: refuse the message for now.</exception>
    ValueTask<BlobRef> AppendAsync(IngestRecord record, CancellationToken cancellation);

    /// <summary>
    /// All deliveries of the record are durable. Written lazily, in batches: a crash may forget it, and the record is then pending
    /// again, which its idempotency key makes harmless.
    /// </summary>
    void Acknowledge(IngestId id);

    /// <summary>At start: every record of an earlier run that is not known to be acknowledged, oldest first.</summary>
    /// <exception cref="StoreUnavailableException">Some could not be read now; asked again, it gives all that are not acknowledged by then.</exception>
    IAsyncEnumerable<PendingIngest> ReadPendingAsync(CancellationToken cancellation);
}
