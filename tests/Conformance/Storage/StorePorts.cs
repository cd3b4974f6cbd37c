using Mail.Storage;
using Mail.Storage.Accounts;
using Mail.Storage.Audit;
using Mail.Storage.Blobs;
using Mail.Storage.Directory;
using Mail.Storage.Domains;
using Mail.Storage.GrainState;
using Mail.Storage.Keys;
using Mail.Storage.Mailboxes;
using Mail.Storage.Queue;
using Mail.Storage.Requests;
using Mail.Storage.Tenants;

namespace Mail.Conformance.Storage;

/// <summary>The ports of an open backend.</summary>
public sealed record StorePorts(
    IMailboxStore Mailboxes,
    ITenantStore Tenants,
    IDomainStore Domains,
    IAccountStore Accounts,
    IApiKeyStore ApiKeys,
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
