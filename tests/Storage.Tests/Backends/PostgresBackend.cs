using Mail.Conformance.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail.Storage.Tests.Backends;

/// <summary>PostgreSQL with its landing table.</summary>
internal sealed class PostgresBackend : IStoreBackend
{
    private string? _connectionString;
    private MailStorage? _storage;

    public async ValueTask<StorePorts> OpenAsync()
    {
        await CloseAsync();
        _connectionString ??= await PostgresDatabases.TakeAsync();
        var options = new StorageOptions { PostgreSql = _connectionString, Postgres = { OutboxPoll = TimeSpan.FromMilliseconds(200) } };
        _storage = await MailStorage.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        return EmbeddedBackend.Ports(_storage);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (_connectionString is not null)
        {
            await PostgresDatabases.ReturnAsync(_connectionString);
        }
    }

    private async ValueTask CloseAsync()
    {
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
            _storage = null;
        }
    }
}
