using Mail.Conformance.Storage;
using Mail.Storage.Tests.Backends;

namespace Mail.Storage.Tests;

public sealed class PostgresMailboxStoreTests : MailboxStoreKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}

public sealed class PostgresMailboxEventsTests : MailboxEventsKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}

public sealed class LandingIngestLogTests : IngestLogKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}

public sealed class LandingBlobStoreTests : BlobStoreKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}

public sealed class PostgresDirectoryStoreTests : DirectoryStoreKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}

public sealed class PostgresOutboxTests : OutboxKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}

public sealed class PostgresOutboundQueueTests : OutboundQueueKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}

public sealed class PostgresAuditLogTests : AuditLogKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}

public sealed class PostgresRequestLogTests : RequestLogKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}

public sealed class PostgresTenantStoreTests : TenantStoreKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}

public sealed class PostgresDomainStoreTests : DomainStoreKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}

public sealed class PostgresAccountStoreTests : AccountStoreKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}

public sealed class PostgresApiKeyStoreTests : ApiKeyStoreKit
{
    protected override IStoreBackend CreateBackend() => new PostgresBackend();
}
