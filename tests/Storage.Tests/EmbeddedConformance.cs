using Mail.Conformance.Storage;
using Mail.Storage.Tests.Backends;

namespace Mail.Storage.Tests;

public sealed class SqliteMailboxStoreTests : MailboxStoreKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SqliteMailboxEventsTests : MailboxEventsKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SegmentIngestLogTests : IngestLogKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SegmentBlobStoreTests : BlobStoreKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SqliteDirectoryStoreTests : DirectoryStoreKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SqliteGrainStateStoreTests : GrainStateStoreKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SqliteReminderStoreTests : ReminderStoreKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SqliteOutboxTests : OutboxKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SqliteOutboundQueueTests : OutboundQueueKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SqliteAuditLogTests : AuditLogKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SqliteRequestLogTests : RequestLogKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SqliteTenantStoreTests : TenantStoreKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SqliteDomainStoreTests : DomainStoreKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SqliteAccountStoreTests : AccountStoreKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}

public sealed class SqliteApiKeyStoreTests : ApiKeyStoreKit
{
    protected override IStoreBackend CreateBackend() => new EmbeddedBackend();
}
