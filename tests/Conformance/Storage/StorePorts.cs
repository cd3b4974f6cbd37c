using Mail.Storage;
using Mail.Storage.Audit;
using Mail.Storage.Blobs;
using Mail.Storage.Directory;
using Mail.Storage.GrainState;
using Mail.Storage.Mailboxes;
using Mail.Storage.Queue;
using Mail.Storage.Requests;

namespace Mail.Conformance.Storage;

/// <summary>The ports of an open backend.</summary>
public sealed record StorePorts(
    IMailboxStore Mailboxes,
    IDirectoryStore Directory,
    IGrainStateStore? GrainState,
    IReminderStore? Reminders,
    IOutbox Outbox,
    IOutboundQueue Outbound,
    IAuditLog Audit,
    IRequestLog Requests,
    IIngestLog Ingest,
    IBlobStore Blobs,
    IReadOnlyList<IStoreHealth> Health);
