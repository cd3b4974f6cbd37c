using Mail.Conformance.Storage;
using Mail.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail.Storage.Tests.Backends;

/// <summary>SQLite and segment files in a folder of their own.</summary>
internal sealed class EmbeddedBackend : IStoreBackend
{
    private MailStorage? _storage;

    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("mail-storage-").FullName;

    public StorageOptions Options => new()
    {
        DataFolder = Folder,
        Sqlite = { CacheMiB = 4 },
        Segments = { SegmentBytes = 256 << 10, FirstSegmentBytes = 64 << 10, OpenFiles = 4 },
    };

    public async ValueTask<StorePorts> OpenAsync()
    {
        await CloseAsync();
        _storage = await MailStorage.OpenAsync(Options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        return Ports(_storage);
    }

    public static StorePorts Ports(MailStorage s) =>
        new(s.Mailboxes, s.Tenants, s.Domains, s.Accounts, s.ApiKeys, s.Directory, s.GrainState, s.Reminders, s.Outbox, s.Outbound, s.Audit, s.Requests, s.Ingest, s.Blobs, s.Health);

    public async ValueTask CloseAsync()
    {
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
            _storage = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        System.IO.Directory.Delete(Folder, recursive: true);
    }
}
