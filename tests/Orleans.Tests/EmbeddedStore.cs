using Mail.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail.Cluster.Tests;

/// <summary>SQLite in a folder of its own.</summary>
internal sealed class EmbeddedStore : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-orleans-").FullName;
    private MailStorage? _storage;

    /// <summary>Opens it; a second call closes it first and opens the same data again.</summary>
    public async Task<MailStorage> OpenAsync()
    {
        await CloseAsync();
        var options = new StorageOptions { DataFolder = _folder, Sqlite = { CacheMiB = 4 }, Segments = { SegmentBytes = 64 << 10, FirstSegmentBytes = 64 << 10, ReserveBytes = 0 } };
        return _storage = await MailStorage.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task CloseAsync()
    {
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
            _storage = null;
        }
    }
}
