using Mail.Conformance.Storage;
using Mail.Storage.Tests.Backends;

namespace Mail.Storage.Tests;

public sealed class SqliteMailboxStoreTests : MailboxStoreKit
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
