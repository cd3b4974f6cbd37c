namespace Mail.Conformance.Storage;

/// <summary>Opens a backend for each test.</summary>
public abstract class StoreKit : IAsyncLifetime
{
    private IStoreBackend? _backend;

    /// <summary>The open ports.</summary>
    protected StorePorts Stores { get; private set; } = null!;

    protected static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        _backend = CreateBackend();
        await ReopenAsync();
        await PrepareAsync();
    }

    public async Task DisposeAsync()
    {
        if (_backend is not null)
        {
            await _backend.DisposeAsync();
        }
    }

    protected abstract IStoreBackend CreateBackend();

    /// <summary>Writes what each test of the kit begins with.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>As a restart of the process does.</summary>
    protected async Task ReopenAsync() => Stores = await _backend!.OpenAsync();
}
